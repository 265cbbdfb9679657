using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a type with [StochasticTableau] into a <see cref="StochasticModel"/>. Behind this no symbol is seen any more.</summary>
internal static class StochasticParser
{
    // What the generated part declares.
    const string GeneratedMember = "Tableau";

    public static ParsedStochastic Parse(DeclaredType declared, CancellationToken cancellation)
    {
        INamedTypeSymbol type = declared.Type;
        var syntax = declared.Syntax(cancellation) as AttributeSyntax;
        var faults = new List<DiagnosticInfo>();
        string? wrong = PartialTypeShape.Wrong(type, recordAllowed: true, cancellation);
        if (wrong is not null)
        {
            LocationInfo? name = LocationInfo.From(type.Locations.FirstOrDefault());
            faults.Add(DiagnosticInfo.At(name, Descriptors.StochasticShape, type.Name, wrong));
        }

        foreach (ISymbol member in type.GetMembers(GeneratedMember).Where(m => m.Locations.Any(l => l.IsInSource)))
        {
            LocationInfo? place = LocationInfo.From(member.Locations.First(l => l.IsInSource));
            faults.Add(DiagnosticInfo.At(place, Descriptors.ReservedName, member.Name, type.Name));
        }

        var parsed = new ParsedStochastic(null, Places(syntax), EquatableArray<DiagnosticInfo>.Empty);
        var problems = new List<StochasticAttributes.Fault>();
        StochasticMethod? method = StochasticAttributes.ReadAttribute(type.Name, declared.Attribute, problems);
        foreach (StochasticAttributes.Fault problem in problems)
        {
            LocationInfo? place = problem.Line > 0 ? Line(syntax, problem.Line) ?? parsed.Of("Tableau") : parsed.Of(problem.Argument);
            faults.Add(DiagnosticInfo.At(place, StochasticRules.Descriptor(problem.Rule), type.Name, problem.Message));
        }

        bool taken = faults.Any(f => f.Descriptor.Id == DiagnosticIds.ReservedName);
        StochasticModel? model =
            PartialTypeShape.CanHavePart(type, cancellation) && !taken
                ? new StochasticModel(
                    TypeShapeParser.Parse(type),
                    faults.Count == 0 ? method : null,
                    faults.Count == 0 ? "" : faults[0].Text
                )
                : null;
        return parsed with { Model = model, Faults = faults.ToEquatableArray() };
    }

    static EquatableArray<NamedPlace> Places(AttributeSyntax? syntax)
    {
        string[] positional = { "form", "interpretation" };
        IEnumerable<NamedPlace> arguments = (syntax?.ArgumentList?.Arguments ?? default).Select(
            (argument, i) =>
                new NamedPlace(
                    argument.NameEquals?.Name.Identifier.ValueText
                        ?? argument.NameColon?.Name.Identifier.ValueText
                        ?? (i < positional.Length ? positional[i] : "?"),
                    LocationInfo.From(argument.Expression)
                )
        );
        return arguments.Concat(new[] { new NamedPlace("", LocationInfo.From(syntax)) }).ToEquatableArray();
    }

    /// <summary>A line of the tableau, where it is a raw string literal of several lines; null elsewhere.</summary>
    static LocationInfo? Line(AttributeSyntax? syntax, int line)
    {
        ExpressionSyntax? text = syntax
            ?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Tableau")
            ?.Expression;
        if (text is not LiteralExpressionSyntax literal || !literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
        {
            return null;
        }

        SourceText source = literal.SyntaxTree.GetText();
        int index = source.Lines.GetLineFromPosition(literal.SpanStart).LineNumber + line;
        if (index >= source.Lines.Count || source.Lines[index].End > literal.Span.End)
        {
            return null;
        }

        TextLine found = source.Lines[index];
        string content = found.ToString();
        int start = found.Start + (content.Length - content.TrimStart().Length);
        int end = found.Start + content.TrimEnd().Length;
        return start < end ? LocationInfo.From(Location.Create(literal.SyntaxTree, TextSpan.FromBounds(start, end))) : null;
    }
}
