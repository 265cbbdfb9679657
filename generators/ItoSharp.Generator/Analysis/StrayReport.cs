using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Analysis;

/// <summary>Attributes of members that mean something inside a declaration only: anywhere else they would be ignored in silence.</summary>
internal static class StrayReport
{
    public static IEnumerable<DiagnosticInfo> Of(ISymbol member, CancellationToken cancellation)
    {
        IEnumerable<ISymbol> marked = member is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor
            ? constructor.Parameters
            : [member];
        foreach (ISymbol symbol in marked)
        {
            foreach (AttributeData attribute in symbol.GetAttributes())
            {
                if (attribute.OurName() is { } name && Missing(name, member.ContainingType) is { } missing)
                {
                    yield return DiagnosticInfo.At(
                        LocationInfo.From(attribute.ApplicationSyntaxReference?.GetSyntax(cancellation)),
                        Descriptors.StrayAttribute,
                        symbol.Name,
                        name.Substring(0, name.Length - "Attribute".Length),
                        missing
                    );
                }
            }
        }
    }

    /// <summary>What is missing around a member for its attribute to mean something; null where nothing is.</summary>
    static string? Missing(string attribute, INamedTypeSymbol? owner) =>
        attribute switch
        {
            "NoiseAttribute" or "CorrelationAttribute" when !Has(owner, "SdeAttribute") =>
                $"'{owner?.Name}' is not declared with [Sde]; declare it so, or remove the attribute",
            "ObservableAttribute" or "StopAttribute" when !Has(owner, "EnsembleAttribute") =>
                $"'{owner?.Name}' is not declared with [Ensemble<TSde, TSolver>]; declare it so, or remove the attribute",
            "DomainAttribute" when owner?.Name != StateParser.Name || !Has(owner.ContainingType, "SdeAttribute") =>
                $"'{owner?.Name}' is not the struct '{StateParser.Name}' of a record with [Sde]; bound a component of a state, or remove the attribute",
            _ => null,
        };

    static bool Has(INamedTypeSymbol? type, string attribute) => type?.GetAttributes().Any(a => a.OurName() == attribute) == true;
}
