using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads a type with a plan attribute into a <see cref="PlanModel"/>. Behind this no symbol is seen any more.</summary>
internal static class PlanParser
{
    public static ParsedPlan Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        AttributeData attribute = context.Attributes[0];
        var syntax = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;
        LocationInfo? name = LocationInfo.From(type.Locations.FirstOrDefault());
        var faults = new List<DiagnosticInfo>();
        if (PartialTypeShape.Wrong(type, recordAllowed: true, cancellation) is { } wrong)
        {
            faults.Add(DiagnosticInfo.At(name, Descriptors.PlanShape, type.Name, wrong));
        }

        EquatableArray<NamedPlace> places = (syntax?.ArgumentList?.Arguments ?? default)
            .Where(argument => argument.NameEquals is not null)
            .Select(argument => new NamedPlace(argument.NameEquals!.Name.Identifier.ValueText, LocationInfo.From(argument.Expression)))
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

        LevelMember level = Level(type, declaration, parsed, faults);
        PlanModel? model = PartialTypeShape.CanHavePart(type, cancellation)
            ? new PlanModel(TypeShapeParser.Parse(type), level, faults.Count == 0 ? declaration : null)
            : null;
        return parsed with { Model = model, Faults = faults.ToEquatableArray() };
    }

    static LevelMember Level(INamedTypeSymbol type, PlanDeclaration? plan, ParsedPlan parsed, List<DiagnosticInfo> faults)
    {
        if (plan is null || plan.Noise.IsDeterministic)
        {
            return LevelMember.None;
        }

        if (PlanAttributes.Level(type, plan.Noise) is { } level)
        {
            return level;
        }

        bool tau = plan.Noise.IsTau;
        string name = tau ? "Tau" : "Eta";
        string needs = tau
            ? "a member 'double Tau(double t)' or a double property 'Tau', such as 'record " + type.Name + "(double Tau = 1)'"
            : "a double property 'Eta', such as 'record " + type.Name + "(double Eta = 0)'";
        faults.Add(DiagnosticInfo.At(parsed.Of("Noise"), Descriptors.LevelMissing, type.Name, name, needs));
        return LevelMember.None;
    }
}
