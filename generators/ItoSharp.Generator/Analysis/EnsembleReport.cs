using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
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
                (LocationInfo? place, DiagnosticDescriptor descriptor) = derived.ErrorValue.Rule switch
                {
                    "steps" => (parsed.SteppingPlace, Descriptors.EnsembleSteps),
                    "reversible" => (parsed.GradientsPlace, Descriptors.EnsembleNotReversible),
                    _ => (parsed.SolverPlace, Descriptors.EnsembleUnfit),
                };
                yield return DiagnosticInfo.At(place, descriptor, model.Type.Name, derived.ErrorValue.Message);
            }
            else if (
                model.HasGradients && model.Observables.Any(o => o.Gradient is ObservableGradient.Pathwise or ObservableGradient.Smoothed)
            )
            {
                foreach (SteepBound bound in Smoothness.SteepBounds(question.Equation))
                {
                    yield return DiagnosticInfo.At(parsed.SolverPlace, Descriptors.GradientSteep, model.Type.Name, Steep(bound));
                }
            }
        }
    }

    static string Steep(SteepBound bound)
    {
        string place = $"{bound.Component} = {FormulaPrinter.Print(bound.Bound)}";
        string when = bound.Inward is { } inward
            ? $"where 2 {Factor(inward.Value.Item1)} < {FormulaPrinter.Print(inward.Value.Item2)} the paths reach it, and the derivatives along them have no variance: no standard error is to be trusted then"
            : "paths that come near it have derivatives without bound";
        return $"a noise has an infinite derivative at {place}; {when}. Look at HasHeavyTail of every estimate, or take differences with ObservableGradient.CommonRandomNumbers";
    }

    static string Factor(Expr e)
    {
        string text = FormulaPrinter.Print(e);
        return e is Expr.Sum ? $"({text})" : text;
    }
}
