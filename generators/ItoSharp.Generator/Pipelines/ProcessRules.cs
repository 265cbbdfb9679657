using ItoSharp.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Pipelines;

/// <summary>Which diagnostic a rule of the core's process derivation is.</summary>
internal static class ProcessRules
{
    public static DiagnosticDescriptor Descriptor(string rule) =>
        rule switch
        {
            "drift-disagrees" or "diffusion-disagrees" => Descriptors.FormulasDisagree,
            "lambda-not-monotone" => Descriptors.LambdaNotMonotone,
            "diffusion-negative" or "sigma-not-positive" => Descriptors.NegativeVariance,
            "alpha-not-positive" => Descriptors.AlphaNotPositive,
            _ => Descriptors.ProcessNotUsable,
        };
}
