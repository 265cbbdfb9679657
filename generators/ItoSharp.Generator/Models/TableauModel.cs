using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Models;

/// <summary>A Butcher tableau as declared, without any place in the source.</summary>
/// <param name="Type">The declared type.</param>
/// <param name="Declaration">The claims and the text, not yet proven; null where the type itself is at fault, and a stub is emitted.</param>
/// <param name="Fault">That fault, as the stub says it; empty beside a declaration.</param>
internal sealed record TableauModel(TypeShape Type, ButcherDeclaration? Declaration, string Fault) : IDeclarationModel;

/// <summary>What became of a tableau: its generated part, and a defect of ours if there was one. Equal while its model is.</summary>
internal sealed record TableauOutcome(string HintName, string Source, DiagnosticInfo? Defect);

/// <summary>The places of a tableau's attribute.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Properties">The expressions of its properties.</param>
/// <param name="Lines">The lines of the text inside its literal; empty where the text is not one raw or verbatim literal.</param>
internal sealed record TableauPlaces(LocationInfo? Attribute, EquatableArray<NamedPlace> Properties, EquatableArray<LocationInfo> Lines)
{
    /// <summary>The part of the text that a fault is about, else the property, else the attribute.</summary>
    public LocationInfo? Of(TableauFault fault)
    {
        if (fault.Place?.Value is { } part && part.Line >= 1 && part.Line <= Lines.Count)
        {
            return Lines[part.Line - 1].Part(part.Column, part.Length);
        }

        foreach (NamedPlace place in Properties)
        {
            if (place.Name == fault.Member)
            {
                return place.Location;
            }
        }

        return Attribute;
    }
}

/// <summary>The outcome of parsing one tableau.</summary>
/// <param name="Model">What is emitted; null where the type cannot have a second part.</param>
/// <param name="Places">The places of its attribute.</param>
/// <param name="Faults">The faults of the type.</param>
internal sealed record ParsedTableau(TableauModel? Model, TableauPlaces Places, EquatableArray<DiagnosticInfo> Faults);
