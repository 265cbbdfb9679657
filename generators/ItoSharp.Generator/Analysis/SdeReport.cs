using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with an equation: its shape and formulas, and what the core finds; and where its noise is only assumed.</summary>
internal static class SdeReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedSde parsed = SdeParser.Parse(declared, cancellation);
        if (parsed.Model?.Declaration is not { } sde)
        {
            return parsed.Faults;
        }

        var derived = Proven.Sde(sde);
        if (derived.IsError)
        {
            return parsed.Faults.Concat(derived.ErrorValue.Select(fault => SdeRules.Info(Place(parsed, fault), sde.Name, fault)));
        }

        NoiseClassification noise = derived.ResultValue.Noise;
        return noise.Assumed
            ? parsed.Faults.Append(DiagnosticInfo.At(parsed.Of(""), Descriptors.SdeAssumedGeneral, sde.Name, noise.Reason))
            : parsed.Faults;
    }

    static LocationInfo? Place(ParsedSde parsed, SdeFault fault) =>
        parsed.Of(fault.Rule.StartsWith("domain", StringComparison.Ordinal) ? SdeParser.DomainPlace + fault.Member : fault.Member);
}
