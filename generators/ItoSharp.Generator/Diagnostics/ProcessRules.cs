using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Diagnostics;

/// <summary>Which diagnostic a rule of the core's process derivation is.</summary>
internal static class ProcessRules
{
    /// <summary>The first of the faults, as a stub says it.</summary>
    public static string Text(ProcessDeclaration process, FSharpList<ProcessFault> faults) =>
        faults.Select(f => DiagnosticInfo.At(null, Descriptor(f.Rule), process.Name, f.Message).Text).FirstOrDefault() ?? "";

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
