namespace ItoSharp;

/// <summary>Reads from the options what is differentiated.</summary>
internal static class GradientTargets
{
    /// <summary>The targets that are taken along the paths, smoothed or not, or those of differences.</summary>
    public static GradientTarget[] Read(
        Func<int, ObservableGradient> form,
        RunDescription run,
        EnsembleGradientOptions options,
        bool alongPaths
    )
    {
        bool IsWanted(int observable) =>
            alongPaths ? IsAlongPaths(form, observable) : form(observable) == ObservableGradient.CommonRandomNumbers;
        double Width(int observable) => form(observable) == ObservableGradient.Smoothed ? WidthOf(run.Observables[observable], options) : 0;
        RefuseOtherWidths(form, run, options);
        if (options.Weights.Count > 0)
        {
            foreach (GradientWeight weight in options.Weights)
            {
                if (!IsAlongPaths(form, Find(run, weight.Observable)))
                {
                    throw new ArgumentException(
                        $"the gradient of '{weight.Observable}' is not taken along paths; leave it out of the weights",
                        nameof(options)
                    );
                }
            }

            return !alongPaths ? [] : [new(EnsembleGradient.Weighted, [.. options.Weights.Select(w => Part(w, Find(run, w.Observable)))])];
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
                chosen.Select(o => new GradientTarget(
                    EnsembleGradient.TargetName(run.Observables[o], step, run.Steps),
                    [new(o, step, 1, Width(o))]
                ))
            ),
        ];
    }

    private static bool IsAlongPaths(Func<int, ObservableGradient> form, int observable) =>
        form(observable) is ObservableGradient.Pathwise or ObservableGradient.Smoothed;

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

    private static void RefuseOtherWidths(Func<int, ObservableGradient> form, RunDescription run, EnsembleGradientOptions options)
    {
        foreach (SmoothingWidth given in options.Widths)
        {
            if (form(Find(run, given.Observable)) != ObservableGradient.Smoothed)
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
