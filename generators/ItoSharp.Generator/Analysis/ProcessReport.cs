using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Proofs;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with a process: its shape and formulas, and what the derivation finds.</summary>
internal static class ProcessReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedProcess parsed = ProcessParser.Parse(declared, cancellation);
        if (parsed.Model?.Declaration is not { } process)
        {
            return parsed.Faults;
        }

        var derived = Proven.Process(process);
        return derived.IsOk
            ? parsed.Faults
            : parsed.Faults.Concat(
                derived.ErrorValue.Select(f =>
                    DiagnosticInfo.At(parsed.Places.Of(f.Member), ProcessRules.Descriptor(f.Rule), process.Name, f.Message)
                )
            );
    }
}
