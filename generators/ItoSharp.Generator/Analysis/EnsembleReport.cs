using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with an ensemble: its shape, its type arguments, its observables and stops, and whether the method fits.</summary>
internal static class EnsembleReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedEnsemble parsed = EnsembleParser.Parse(declared, cancellation);
        foreach (DiagnosticInfo fault in parsed.Faults)
        {
            yield return fault;
        }

        if (parsed.Model is { } model && EnsembleQuestion.Of(model) is { } question)
        {
            FSharpResult<DerivedEnsemble, EnsembleFault> derived = Proven.Ensemble(question);
            if (derived.IsError)
            {
                yield return derived.ErrorValue.Rule == "steps"
                    ? DiagnosticInfo.At(parsed.SteppingPlace, Descriptors.EnsembleSteps, model.Type.Name, derived.ErrorValue.Message)
                    : DiagnosticInfo.At(parsed.SolverPlace, Descriptors.EnsembleUnfit, model.Type.Name, derived.ErrorValue.Message);
            }
        }
    }
}
