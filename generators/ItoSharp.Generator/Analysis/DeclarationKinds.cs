using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Analysis;

/// <summary>Every kind of declaration, by its attribute. A new kind is a line here and a report beside the others.</summary>
internal static class DeclarationKinds
{
    const string Namespace = "ItoSharp";

    static readonly DeclarationKind[] All =
    {
        new("ItoSharp.ProcessAttribute", ProcessReport.Of),
        new(PlanAttributes.Multistep, PlanReport.Of),
        new(RungeKuttaAttributes.Exponential, PlanReport.Of),
        new(RungeKuttaAttributes.Direct, PlanReport.Of),
        new(PlanAttributes.Estimate, PlanReport.OfOrphan),
        new(TableauParser.AttributeName, TableauReport.Of),
        new(StochasticAttributes.Name, StochasticReport.Of),
        new(SamplerParser.Attribute, SamplerReport.Of),
        new(EnsembleParser.Attribute, EnsembleReport.Of),
        new(SdeAttributes.Name, SdeReport.Of),
    };

    // By the name without namespace: most attributes a compilation has are told apart by their namespace alone.
    static readonly Dictionary<string, DeclarationKind> ByName = All.ToDictionary(
        kind => kind.Attribute.Substring(Namespace.Length + 1),
        StringComparer.Ordinal
    );

    /// <summary>The kind that an attribute declares; null for every other attribute.</summary>
    public static DeclarationKind? Find(INamedTypeSymbol? attribute) =>
        attribute is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } }
        && ByName.TryGetValue(attribute.MetadataName, out DeclarationKind kind)
            ? kind
            : null;
}
