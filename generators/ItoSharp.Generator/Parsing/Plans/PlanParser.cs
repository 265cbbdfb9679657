using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a type with a plan attribute into a <see cref="PlanModel"/>. Behind this no symbol is seen any more.</summary>
internal static class PlanParser
{
    public static ParsedPlan Parse(DeclaredType declared, CancellationToken cancellation)
    {
        (INamedTypeSymbol type, AttributeData attribute, Compilation compilation) = declared;
        var syntax = declared.Syntax(cancellation) as AttributeSyntax;
        LocationInfo? name = LocationInfo.From(type.Locations.FirstOrDefault());
        var faults = new List<DiagnosticInfo>();
        if (PartialTypeShape.Wrong(type, recordAllowed: true, cancellation) is { } wrong)
        {
            faults.Add(DiagnosticInfo.At(name, Descriptors.PlanShape, type.Name, wrong).With(TypeCures.Modifiers(type, cancellation)));
        }

        EquatableArray<NamedPlace> places = (syntax?.ArgumentList?.Arguments ?? default)
            .Where(argument => argument.NameEquals is not null)
            .Select(argument => new NamedPlace(argument.NameEquals!.Name.Identifier.ValueText, LocationInfo.From(argument.Expression)))
            .Concat(EstimatePlaces(type, cancellation))
            .ToEquatableArray();
        var parsed = new ParsedPlan(null, places, LocationInfo.From(syntax), EquatableArray<DiagnosticInfo>.Empty);
        if (PlanAttributes.IsSecond(type, attribute))
        {
            faults.Add(
                DiagnosticInfo.At(
                    parsed.Attribute,
                    Descriptors.PlanCombination,
                    type.Name,
                    "the type has the attributes of two kinds of plan; keep one of the two"
                )
            );
            return parsed with { Faults = faults.ToEquatableArray() };
        }

        var problems = new List<(string Rule, string Property, string Message)>();
        PlanDeclaration? declaration = PlanAttributes.Read(type, problems);
        foreach ((string rule, string property, string message) in problems)
        {
            faults.Add(DiagnosticInfo.At(parsed.Of(property), PlanRules.Descriptor(rule), type.Name, message));
        }

        PlanValues values = declaration is null ? PlanValues.None : Values(type, declaration, compilation, parsed, faults, cancellation);
        PlanModel? model = PartialTypeShape.CanHavePart(type, cancellation)
            ? new PlanModel(
                TypeShapeParser.Parse(type),
                values,
                faults.Count == 0 ? declaration : null,
                faults.Count == 0 ? "" : faults[0].Text,
                PlanAttributes.Number(attribute, "GlobalOrder", 0)
            )
            : null;
        return parsed with { Model = model, Faults = faults.ToEquatableArray() };
    }

    /// <summary>The first derivative estimate.</summary>
    static IEnumerable<NamedPlace> EstimatePlaces(INamedTypeSymbol type, CancellationToken cancellation)
    {
        AttributeData? first = type.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == PlanAttributes.Estimate);
        LocationInfo? place = LocationInfo.From(first?.ApplicationSyntaxReference?.GetSyntax(cancellation));
        return first is null ? Enumerable.Empty<NamedPlace>() : new[] { new NamedPlace("DerivativeEstimate", place) };
    }

    static PlanValues Values(
        INamedTypeSymbol type,
        PlanDeclaration plan,
        Compilation compilation,
        ParsedPlan parsed,
        List<DiagnosticInfo> faults,
        CancellationToken cancellation
    )
    {
        foreach ((string property, string setting, string needs) in PlanMembers.Missing(type, plan))
        {
            faults.Add(DiagnosticInfo.At(parsed.Of(property), Descriptors.LevelMissing, type.Name, setting, needs));
        }

        string? slope =
            PlanMembers.IsScaled(plan) && PlanMembers.NoiseScale(type) is { } formula
                ? NoiseScaleParser.Slope(type, formula, compilation, faults, cancellation)
                : null;
        return PlanMembers.Read(type, plan, slope);
    }
}
