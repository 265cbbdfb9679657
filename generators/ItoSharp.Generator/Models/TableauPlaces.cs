using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.Generator.Models;

/// <summary>The places of a tableau's attribute.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Properties">The expressions of its properties.</param>
/// <param name="Lines">The lines of the text inside its literal; empty where the text is not one raw or verbatim literal.</param>
/// <param name="IsLiteral">Whether the text is a literal of the attribute, and no constant from elsewhere.</param>
internal sealed record TableauPlaces(
    LocationInfo? Attribute,
    EquatableArray<NamedPlace> Properties,
    EquatableArray<LocationInfo> Lines,
    bool IsLiteral
)
{
    /// <summary>The part of the text that a fault is about, else the property, else the attribute.</summary>
    public LocationInfo? Of(TableauFault fault) =>
        (fault.Place is { Value: var part } ? Of(part) : null) ?? Property(fault.Member) ?? Attribute;

    /// <summary>The cure as one replacement in the source; null where the source has no place for it.</summary>
    public Cure? Of(TableauCure cure)
    {
        if (cure.Place is not { Value: var part })
        {
            return Property(cure.Member) is { } number ? new Cure("claim-" + cure.Member, cure.Title, number, cure.Replacement) : null;
        }

        if (cure.Other is { Value: var other })
        {
            return Exchange(cure, part, other) ?? Whole("exchange-weights", cure);
        }

        return Of(part) is { } place ? new Cure("coefficient", cure.Title, place, cure.Text) : Whole("coefficient", cure);
    }

    /// <summary>Two lines, one behind the other, in the other order.</summary>
    Cure? Exchange(TableauCure cure, TextPlace first, TextPlace second)
    {
        if (second.Line != first.Line + 1 || Of(first) is not { } from || Of(second) is not { } to)
        {
            return null;
        }

        // A cure is one replacement, from the first row's beginning to the second one's end.
        string[] rows = cure.Text.Split('\n');
        var between = TextSpan.FromBounds(from.Span.End, to.Span.Start);
        int indent = to.Lines.Start.Character;
        string lineEnd = between.Length - indent == 2 ? "\r\n" : "\n";
        var place = new LocationInfo(
            from.Path,
            TextSpan.FromBounds(from.Span.Start, to.Span.End),
            new LinePositionSpan(from.Lines.Start, to.Lines.End)
        );
        return between.Length - indent is 1 or 2
            ? new Cure("exchange-weights", cure.Title, place, rows[0] + lineEnd + new string(' ', indent) + rows[1])
            : null;
    }

    /// <summary>The whole text, written anew; the text of a constant from elsewhere is left alone.</summary>
    Cure? Whole(string kind, TableauCure cure) =>
        IsLiteral && Lines.IsEmpty && Property("Tableau") is { } place
            ? new Cure(kind, cure.Title, place, SymbolDisplay.FormatLiteral(cure.Replacement, quote: true))
            : null;

    LocationInfo? Of(TextPlace part) =>
        part.Line >= 1 && part.Line <= Lines.Count ? Lines[part.Line - 1].Part(part.Column, part.Length) : null;

    LocationInfo? Property(string name)
    {
        foreach (NamedPlace place in Properties)
        {
            if (place.Name == name)
            {
                return place.Location;
            }
        }

        return null;
    }
}
