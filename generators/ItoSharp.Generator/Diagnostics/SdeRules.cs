using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Diagnostics;

/// <summary>Which diagnostic a rule of the core's equations is.</summary>
internal static class SdeRules
{
    /// <summary>The first of the faults, as a stub says it.</summary>
    public static string Text(SdeDeclaration sde, FSharpList<SdeFault> faults) =>
        faults.Select(f => Info(null, sde.Name, f).Text).FirstOrDefault() ?? "";

    public static DiagnosticInfo Info(LocationInfo? place, string sde, SdeFault fault) =>
        fault.Rule == "parameter-default"
            ? DiagnosticInfo.At(place, Descriptors.SdeParameter, fault.Member, sde, "without a usable default")
            : DiagnosticInfo.At(place, Descriptor(fault.Rule), sde, fault.Message);

    static DiagnosticDescriptor Descriptor(string rule) =>
        rule switch
        {
            "duplicate-name" or "reserved-name" or "empty-name" => Descriptors.SdeName,
            "correlation-not-positive-definite" => Descriptors.SdeContradiction,
            "noise-zero" => Descriptors.SdeNoiseZero,
            _ when rule.StartsWith("correlation", StringComparison.Ordinal) => Descriptors.SdeCorrelation,
            _ when rule.StartsWith("domain", StringComparison.Ordinal) => Descriptors.SdeDomain,
            _ => Descriptors.SdeMember,
        };
}
