using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Analysis;

/// <summary>The plans that come with the library: what a message may propose instead of one that does not fit.</summary>
/// <remarks>One object for one reference to the library, so that what follows from its plans can be remembered by it.</remarks>
internal sealed class ShippedPlans
{
    // By the reference, which lives through every edit of the project; by the compilation only in the library itself. No symbols are kept.
    static readonly ConditionalWeakTable<object, ShippedPlans> Known = new();

    ShippedPlans(IReadOnlyList<PlanDeclaration> plans) => Plans = plans;

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<PlanDeclaration> Plans { get; }

    public static ShippedPlans Of(Compilation compilation)
    {
        INamedTypeSymbol? attribute = compilation.GetTypeByMetadataName(PlanAttributes.Multistep);
        MetadataReference? library = attribute is null ? null : compilation.GetMetadataReference(attribute.ContainingAssembly);
        return Known.GetValue((object?)library ?? compilation, _ => new ShippedPlans(Read(attribute)));
    }

    static PlanDeclaration[] Read(INamedTypeSymbol? attribute) =>
        (attribute?.ContainingNamespace.GetTypeMembers() ?? ImmutableArray<INamedTypeSymbol>.Empty)
            .Where(type => PlanAttributes.Find(type) is not null)
            .Select(type => PlanAttributes.Read(type, new List<(string, string, string)>()))
            .OfType<PlanDeclaration>()
            .Where(plan => !plan.Name.Contains("Published") && !plan.Name.Contains("Diffusers"))
            .OrderBy(plan => plan.Name, StringComparer.Ordinal)
            .ToArray();
}
