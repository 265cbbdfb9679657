using ItoSharp.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Pipelines;

/// <summary>Which diagnostic a rule of the core's process derivation is.</summary>
internal static class ProcessRules
{
    public static DiagnosticDescriptor Descriptor(string rule) =>
        rule switch
        {
            "formulas-disagree" => Descriptors.FormulasDisagree,
            "lambda-not-monotone" => Descriptors.LambdaNotMonotone,
            "negative-variance" => Descriptors.NegativeVariance,
            "alpha-not-positive" => Descriptors.AlphaNotPositive,
            _ => Descriptors.ProcessNotUsable,
        };
}
