using System.Globalization;

namespace ItoSharp;

/// <summary>What a run refuses, with errors that name the argument, its value and what would be right.</summary>
internal static class RunChecks
{
    // Single precision counts whole numbers to here, and the rows of stops hold step numbers.
    private const int MostStepsOfFloat = 1 << 24;

    // Normals of the start lie beyond.
    private const long MostNormals = 1L << 60;
    private const int MostRefinement = 1 << 20;

    public static void Shape(EnsembleShape shape, int steps)
    {
        if (shape.Components.Count == 0)
        {
            throw new ArgumentException("the program has no components: there is nothing to run", "program");
        }

        string[] names = [.. shape.Components, .. shape.Observables];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException(
                $"two components or observables of the program are called {twice.Key}: their names must differ",
                "program"
            );
        }

        if ((long)shape.TimedColumns * steps >= Array.MaxLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(steps),
                steps,
                $"the {shape.TimedColumns} values of each step that depend on time need an array of {(long)shape.TimedColumns * steps}, more than an array holds: take fewer steps"
            );
        }
    }

    public static void Grid<T>(EnsembleShape shape, int steps, double until, double start)
    {
        if (steps < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, "there must be at least 1 step");
        }

        if (typeof(T) == typeof(float) && shape.Stops.Count > 0 && steps > MostStepsOfFloat)
        {
            throw new ArgumentOutOfRangeException(
                nameof(steps),
                steps,
                $"an ensemble with stops in single precision has at most {MostStepsOfFloat} steps: a float counts no further; use Precision.Double"
            );
        }

        if (!double.IsFinite(start))
        {
            throw new ArgumentOutOfRangeException(nameof(start), start, "the time of the start must be finite");
        }

        if (!double.IsFinite(until) || !(until > start))
        {
            throw new ArgumentOutOfRangeException(
                nameof(until),
                until,
                string.Create(CultureInfo.InvariantCulture, $"the time of the end must be finite and after that of the start, {start}")
            );
        }

        double h = (until - start) / steps;
        if (!(start + h > start) || !(until - h < until))
        {
            throw new ArgumentOutOfRangeException(
                nameof(steps),
                steps,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"steps of {h:R} do not move the time on between {start:R} and {until:R}: take fewer"
                )
            );
        }
    }

    public static void Arguments(EnsembleShape shape, ReadOnlySpan<double> arguments)
    {
        if (shape.Arguments.Count > 0 && arguments.Length != shape.Arguments.Count)
        {
            throw new ArgumentException(
                $"there are {arguments.Length} arguments where the program takes {shape.Arguments.Count} ({string.Join(", ", shape.Arguments)})",
                nameof(arguments)
            );
        }

        for (int i = 0; i < arguments.Length; i++)
        {
            if (double.IsNaN(arguments[i]))
            {
                string name = i < shape.Arguments.Count ? shape.Arguments[i] : $"number {i}";
                throw new ArgumentException($"argument {name} is NaN: it must be a number", nameof(arguments));
            }
        }
    }

    public static void Options(EnsembleShape shape, EnsembleOptions options, int steps, long paths)
    {
        Require(paths >= 1, nameof(paths), paths, "there must be at least 1 path");
        Require(!options.Antithetic || paths % 2 == 0, nameof(paths), paths, "antithetic paths come in pairs: their number must be even");
        Require(
            options.Threads >= 0,
            nameof(options.Threads),
            options.Threads,
            "the number of threads must be at least 0 (0: one a processor)"
        );
        Require(
            options.Lanes is null || Enum.IsDefined(options.Lanes.Value),
            nameof(options.Lanes),
            options.Lanes,
            "there is no such lane width"
        );
        Require(Enum.IsDefined(options.NonFinite), nameof(options.NonFinite), options.NonFinite, "there is no such policy");
        Require(
            options.Refinement is >= 1 and <= MostRefinement,
            nameof(options.Refinement),
            options.Refinement,
            $"the refinement must be 1 to {MostRefinement}"
        );
        Require(
            options.Refinement == 1 || shape.ExtraNormals == 0,
            nameof(options.Refinement),
            options.Refinement,
            $"the program has {shape.ExtraNormals} normals a step that stand for no path of a Wiener process: it cannot follow a finer path"
        );
        Require(
            (Int128)steps * options.Refinement * shape.NormalsPerStep <= MostNormals,
            nameof(options.Refinement),
            options.Refinement,
            $"{steps} steps of {shape.NormalsPerStep} normals refined so often need more than 2^60 normals"
        );
        Slices(options, paths);
        Observations(options.ObservationSteps, steps);
        Histograms(shape, options.Histograms);
        Require(
            options.CheckpointBlocks >= 0,
            nameof(options.CheckpointBlocks),
            options.CheckpointBlocks,
            "the number of blocks between checkpoints must be at least 0 (0: none)"
        );
        Require(
            options.CheckpointBlocks > 0 || (options.Checkpoint is null && options.CheckpointPath is null),
            nameof(options.CheckpointBlocks),
            options.CheckpointBlocks,
            "a Checkpoint or CheckpointPath is given: say after how many blocks"
        );
    }

    /// <summary>What paths with steps of their own cannot be asked.</summary>
    public static void Adaptive(EnsembleOptions options) =>
        Require(
            options.Refinement == 1,
            nameof(options.Refinement),
            options.Refinement,
            "an adaptive path halves its steps by itself: leave the refinement at 1"
        );

    private static void Slices(EnsembleOptions options, long paths)
    {
        long blocks = EnsembleBlock.Count(paths);
        Require(
            options.FirstBlock >= 0 && options.FirstBlock < blocks,
            nameof(options.FirstBlock),
            options.FirstBlock,
            $"{paths} paths are {blocks} blocks of {EnsembleBlock.Paths}: the first must be 0 to {blocks - 1}"
        );
        if (options.BlockCount is { } count)
        {
            Require(
                count >= 1 && count <= blocks - options.FirstBlock,
                nameof(options.BlockCount),
                count,
                $"{paths} paths are {blocks} blocks of {EnsembleBlock.Paths}: from block {options.FirstBlock} on there are 1 to {blocks - options.FirstBlock}"
            );
        }
    }

    private static void Observations(IReadOnlyList<int> observations, int steps)
    {
        for (int i = 0; i < observations.Count; i++)
        {
            Require(
                observations[i] >= 0 && observations[i] <= steps,
                $"{nameof(EnsembleOptions.ObservationSteps)}[{i}]",
                observations[i],
                $"a step to observe after must be 0 (the start) to {steps}"
            );
            Require(
                i == 0 || observations[i] > observations[i - 1],
                $"{nameof(EnsembleOptions.ObservationSteps)}[{i}]",
                observations[i],
                $"the steps to observe after must increase, and the one before is {(i == 0 ? 0 : observations[i - 1])}"
            );
        }
    }

    private static void Histograms(EnsembleShape shape, IReadOnlyList<HistogramRange> ranges)
    {
        HashSet<string> seen = [];
        for (int i = 0; i < ranges.Count; i++)
        {
            HistogramRange range = ranges[i];
            string name = $"{nameof(EnsembleOptions.Histograms)}[{i}]";
            Require(
                shape.Components.Contains(range.Column) || shape.Observables.Contains(range.Column),
                name,
                range.Column,
                $"there is no component or observable of this name: there are {string.Join(", ", shape.Components.Concat(shape.Observables))}"
            );
            Require(seen.Add(range.Column), name, range.Column, "there is a histogram of it already: one a column");
            Require(double.IsFinite(range.Min), name, range.Min, "the lower end of a histogram must be finite");
            Require(
                double.IsFinite(range.Max) && range.Max > range.Min && double.IsFinite(range.Max - range.Min),
                name,
                range.Max,
                string.Create(CultureInfo.InvariantCulture, $"the upper end of a histogram must be finite and above the lower, {range.Min}")
            );
            Require(
                range.Bins is >= 1 and <= HistogramRange.MostBins,
                name,
                range.Bins,
                $"a histogram has 1 to {HistogramRange.MostBins} bins"
            );
        }
    }

    private static void Require(bool holds, string argument, object? value, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(argument, value, otherwise);
        }
    }
}
