using System.Numerics;

namespace ItoSharp;

/// <summary>Reads from the options what is differentiated.</summary>
internal static class GradientTargets
{
    /// <summary>The targets that are taken along the paths, smoothed or not, or those of differences.</summary>
    public static GradientTarget[] Read<T>(
        EnsembleAdjoint<T> program,
        RunDescription run,
        EnsembleGradientOptions options,
        bool alongPaths
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool IsWanted(int observable) =>
            alongPaths ? IsAlongPaths(program, observable) : program.Form(observable) == ObservableGradient.CommonRandomNumbers;
        double Width(int observable) =>
            program.Form(observable) == ObservableGradient.Smoothed ? WidthOf(run.Observables[observable], options) : 0;
        RefuseOtherWidths(program, run, options);
        if (options.Weights.Count > 0)
        {
            foreach (GradientWeight weight in options.Weights)
            {
                if (!IsAlongPaths(program, Find(run, weight.Observable)))
                {
                    throw new ArgumentException(
                        $"the gradient of '{weight.Observable}' is not taken along paths; leave it out of the weights",
                        nameof(options)
                    );
                }
            }

            return !alongPaths
                ? []
                : [new(EnsembleGradient.Weighted, [.. options.Weights.Select(w => Part(w, Find(run, w.Observable)))])];
            GradientPart Part(GradientWeight w, int observable) => new(observable, Step(w, run.Steps), Finite(w), Width(observable));
        }

        IEnumerable<int> observables =
            options.Observables.Count > 0
                ? options.Observables.Distinct().Select(name => Find(run, name))
                : Enumerable.Range(0, run.Observables.Length);
        int[] chosen = [.. observables.Where(IsWanted)];
        return
        [
            .. run.ObservationSteps.SelectMany(step =>
                chosen.Select(o => new GradientTarget(EnsembleGradient.TargetName(run.Observables[o], step, run.Steps), [new(o, step, 1, Width(o))]))
            ),
        ];
    }

    private static bool IsAlongPaths<T>(EnsembleAdjoint<T> program, int observable)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        program.Form(observable) is ObservableGradient.Pathwise or ObservableGradient.Smoothed;

    private static double WidthOf(string observable, EnsembleGradientOptions options)
    {
        foreach (SmoothingWidth given in options.Widths)
        {
            if (given.Observable == observable)
            {
                return given.Width > 0 && double.IsFinite(given.Width)
                    ? given.Width
                    : throw new ArgumentOutOfRangeException(
                        "options",
                        given.Width,
                        $"the width over which '{observable}' is smoothed must be above 0 and finite"
                    );
            }
        }

        throw new ArgumentException($"'{observable}' is smoothed, and Widths say not over which width: add it there", "options");
    }

    private static void RefuseOtherWidths<T>(EnsembleAdjoint<T> program, RunDescription run, EnsembleGradientOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (SmoothingWidth given in options.Widths)
        {
            if (program.Form(Find(run, given.Observable)) != ObservableGradient.Smoothed)
            {
                throw new ArgumentException(
                    $"'{given.Observable}' is not smoothed: leave it out of Widths, or declare it with ObservableGradient.Smoothed",
                    "options"
                );
            }
        }
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
