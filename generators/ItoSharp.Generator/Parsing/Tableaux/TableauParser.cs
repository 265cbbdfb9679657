using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a type with [ButcherTableau]. Behind this no symbol is seen any more.</summary>
internal static class TableauParser
{
    public const string AttributeName = "ItoSharp.ButcherTableauAttribute";

    public static ParsedTableau Parse(DeclaredType declared, CancellationToken cancellation)
    {
        (INamedTypeSymbol type, AttributeData attribute, _) = declared;
        var syntax = declared.Syntax(cancellation) as AttributeSyntax;
        List<AttributeArgumentSyntax> arguments = (syntax?.ArgumentList?.Arguments ?? default)
            .Where(a => a.NameEquals is not null)
            .ToList();
        ExpressionSyntax? text = arguments.FirstOrDefault(a => a.NameEquals!.Name.Identifier.ValueText == "Tableau")?.Expression;
        var places = new TableauPlaces(
            LocationInfo.From(syntax),
            arguments
                .Select(a => new NamedPlace(a.NameEquals!.Name.Identifier.ValueText, LocationInfo.From(a.Expression)))
                .ToEquatableArray(),
            LiteralLines.Of(text, cancellation),
            text is LiteralExpressionSyntax
        );
        string? wrong = PartialTypeShape.Wrong(type, recordAllowed: false, cancellation);
        EquatableArray<DiagnosticInfo> faults = wrong is null
            ? EquatableArray<DiagnosticInfo>.Empty
            : EquatableArray.Of(
                DiagnosticInfo
                    .At(LocationInfo.From(type.Locations.FirstOrDefault()), Descriptors.ButcherShape, type.Name, wrong)
                    .With(TypeCures.Modifiers(type, cancellation))
            );
        TableauModel? model = PartialTypeShape.CanHavePart(type, cancellation)
            ? new TableauModel(
                TypeShapeParser.Parse(type),
                wrong is null ? Read(type, attribute) : null,
                wrong is null ? "" : faults[0].Text
            )
            : null;
        return new ParsedTableau(model, places, faults);
    }

    /// <summary>The claims and the text of an attribute.</summary>
    public static ButcherDeclaration Read(INamedTypeSymbol type, AttributeData attribute) =>
        new(
            type.Name,
            PlanAttributes.Number(attribute, "Order", 0),
            PlanAttributes.Number(attribute, "EmbeddedOrder", 0),
            PlanAttributes.Named(attribute, "Tableau") as string ?? ""
        );
}
