using System.Numerics;

namespace ItoSharp;

/// <summary>Reads from the options what is differentiated.</summary>
internal static class GradientTargets
{
    /// <summary>The targets of one form: pathwise, or by differences.</summary>
    public static GradientTarget[] Read<T>(
        EnsembleAdjoint<T> program,
        RunDescription run,
        EnsembleGradientOptions options,
        ObservableGradient form
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (options.Weights.Count > 0)
        {
            foreach (GradientWeight weight in options.Weights)
            {
                if (program.Form(Find(run, weight.Observable)) != ObservableGradient.Pathwise)
                {
                    throw new ArgumentException(
                        $"the gradient of '{weight.Observable}' is not taken along paths; leave it out of the weights",
                        nameof(options)
                    );
                }
            }

            return form != ObservableGradient.Pathwise
                ? []
                :
                [
                    new(
                        EnsembleGradient.Weighted,
                        [.. options.Weights.Select(w => new GradientPart(Find(run, w.Observable), Step(w, run.Steps), Finite(w)))]
                    ),
                ];
        }

        IEnumerable<int> observables =
            options.Observables.Count > 0
                ? options.Observables.Distinct().Select(name => Find(run, name))
                : Enumerable.Range(0, run.Observables.Length);
        int[] chosen = [.. observables.Where(o => program.Form(o) == form)];
        return
        [
            .. run.ObservationSteps.SelectMany(step =>
                chosen.Select(o => new GradientTarget(EnsembleGradient.TargetName(run.Observables[o], step, run.Steps), [new(o, step, 1)]))
            ),
        ];
    }

    private static int Find(RunDescription run, string name)
    {
        int index = Array.IndexOf(run.Observables, name);
        return index >= 0
            ? index
            : throw new ArgumentException(
                $"'{name}' is no observable; those are {(run.Observables.Length == 0 ? "none" : string.Join(", ", run.Observables))}",
                "options"
            );
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
