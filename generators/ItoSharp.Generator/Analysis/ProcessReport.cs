using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

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
            ? parsed.Faults.Concat(Ends(declared, process, cancellation))
            : parsed.Faults.Concat(
                derived.ErrorValue.Select(f =>
                    DiagnosticInfo.At(parsed.Places.Of(f.Member), ProcessRules.Descriptor(f.Rule), process.Name, f.Message)
                )
            );
    }

    /// <summary>Ends where the log-SNR is infinite, and what samplers do there. Legal, and often meant.</summary>
    static IEnumerable<DiagnosticInfo> Ends(DeclaredType declared, ProcessDeclaration process, CancellationToken cancellation)
    {
        if (ProcessEnds.LosesSignal(process))
        {
            yield return At(
                "MaxTime",
                $"alpha is 0 at MaxTime = {Text(process.MaxTime)}, where the log-SNR is -infinity; a sampler that starts there takes one step of the "
                    + "probability-flow ODE without noise first, and needs a plan in data form; a MaxTime before it avoids both"
            );
        }

        if (ProcessEnds.LosesNoise(process))
        {
            yield return At(
                "MinTime",
                $"sigma is 0 at MinTime = {Text(process.MinTime)}, where the log-SNR is infinity; the last step of a sampler there is one of the "
                    + "probability-flow ODE without noise, of order 1 whatever the plan; a MinTime behind it avoids that"
            );
        }

        DiagnosticInfo At(string end, string message) =>
            DiagnosticInfo.At(declared.Place(end, cancellation), Descriptors.SingularEnd, process.Name, message);

        static string Text(double time) => time.ToString("R", CultureInfo.InvariantCulture);
    }
}
