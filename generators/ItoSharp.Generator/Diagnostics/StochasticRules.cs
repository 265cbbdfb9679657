using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Diagnostics;

/// <summary>The diagnostic of each rule of stochastic tableaux.</summary>
internal static class StochasticRules
{
    public static DiagnosticDescriptor Descriptor(string rule) =>
        rule switch
        {
            "text" => Descriptors.StochasticText,
            "claim" => Descriptors.StochasticClaim,
            "underclaim" => Descriptors.StochasticUnderclaimed,
            "no-order" => Descriptors.StochasticNoOrder,
            "claim-value" => Descriptors.StochasticClaimValue,
            _ => Descriptors.StochasticForm,
        };
}
