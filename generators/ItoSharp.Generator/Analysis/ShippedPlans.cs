using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Analysis;

/// <summary>The plans that come with the library: what a message may propose instead of one that does not fit.</summary>
internal static class ShippedPlans
{
    // The proposals differ with nothing but the library's version; symbols are not kept.
    static readonly ConditionalWeakTable<Compilation, IReadOnlyList<PlanDeclaration>> Known = new();

    public static IReadOnlyList<PlanDeclaration> Of(Compilation compilation) => Known.GetValue(compilation, Read);

    static IReadOnlyList<PlanDeclaration> Read(Compilation compilation)
    {
        INamedTypeSymbol? attribute = compilation.GetTypeByMetadataName(PlanAttributes.Multistep);
        return (attribute?.ContainingNamespace.GetTypeMembers() ?? ImmutableArray<INamedTypeSymbol>.Empty)
            .Where(type => PlanAttributes.Find(type) is not null)
            .Select(type => PlanAttributes.Read(type, new List<(string, string, string)>()))
            .OfType<PlanDeclaration>()
            .Where(plan => !plan.Name.Contains("Published") && !plan.Name.Contains("Diffusers"))
            .OrderBy(plan => plan.Name, StringComparer.Ordinal)
            .ToArray();
    }
}
