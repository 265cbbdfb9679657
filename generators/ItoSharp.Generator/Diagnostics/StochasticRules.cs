using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
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

    /// <summary>A fault of the proof as the stub says it.</summary>
    public static string Text(StochasticMethod method, StochasticFault fault) =>
        DiagnosticInfo.At(null, Descriptor(fault.Rule), method.Name, fault.Message).Text;
}
