using System.Numerics;

namespace ItoSharp;

/// <summary>Reads from the options what is differentiated.</summary>
internal static class GradientTargets
{
    public static GradientTarget[] Read<T>(EnsembleAdjoint<T> program, RunDescription run, GradientOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int Find(string name)
        {
            int index = Array.IndexOf(run.Observables, name);
            if (index < 0)
            {
                throw new ArgumentException(
                    $"'{name}' is no observable; those are {(run.Observables.Length == 0 ? "none" : string.Join(", ", run.Observables))}",
                    nameof(options)
                );
            }

            return program.IsPathwise(index)
                ? index
                : throw new ArgumentException(
                    $"the gradient of '{name}' is not taken along paths; leave it out of the weights and observables",
                    nameof(options)
                );
        }

        if (options.Weights.Count > 0)
        {
            GradientPart[] parts =
            [
                .. options.Weights.Select(w => new GradientPart(Find(w.Observable), Step(w, run.Steps), Finite(w))),
            ];
            return [new(EnsembleGradient.Weighted, parts)];
        }

        int[] observables =
            options.Observables.Count > 0
                ? [.. options.Observables.Distinct().Select(Find)]
                : [.. Enumerable.Range(0, run.Observables.Length).Where(program.IsPathwise)];
        if (observables.Length == 0)
        {
            throw new ArgumentException("the ensemble has no observable whose gradient is taken along paths", nameof(options));
        }

        return
        [
            .. run.ObservationSteps.SelectMany(step =>
                observables.Select(o => new GradientTarget(
                    EnsembleGradient.TargetName(run.Observables[o], step, run.Steps),
                    [new(o, step, 1)]
                ))
            ),
        ];
    }

    private static int Step(GradientWeight weight, int steps)
    {
        int step = weight.Step ?? steps;
        return step >= 0 && step <= steps
            ? step
            : throw new ArgumentOutOfRangeException(
                "options",
                step,
                $"the weight of '{weight.Observable}' is for a step beyond the grid, which has steps 0 to {steps}"
            );
    }

    private static double Finite(GradientWeight weight) =>
        double.IsFinite(weight.Weight)
            ? weight.Weight
            : throw new ArgumentOutOfRangeException("options", weight.Weight, $"the weight of '{weight.Observable}' must be finite");
}
