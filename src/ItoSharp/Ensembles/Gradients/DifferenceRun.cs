using System.Numerics;
using System.Runtime.ExceptionServices;

namespace ItoSharp;

/// <summary>
/// Central differences of runs with the same noise, path by path and block by block: for observables whose derivatives along the paths
/// are not those of their means.
/// </summary>
internal sealed class DifferenceRun<T>(
    EnsembleProgram<T> program,
    RunPlan<T> run,
    GradientColumns columns,
    EnsembleOptions options,
    double difference,
    ProgressCount? progress
)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly EnsembleShape _shape = run.Shape;

    public EnsembleGradient Run(bool covariance)
    {
        try
        {
            return Compute(covariance);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
            throw;
        }
    }

    private EnsembleGradient Compute(bool covariance)
    {
        RunDescription description = run.Run.OfGradients(columns.Names(), covariance);
        StatisticsLayout layout = new(description);
        BlockTree tree = new(layout);
        long first = options.FirstBlock;
        int blocks = checked((int)(options.BlockCount ?? EnsembleBlock.Count(run.Paths) - first));
        TailSums[] tails = [.. Enumerable.Range(0, blocks).Select(_ => new TailSums(columns.Count))];
        Lock gate = new();
        ParallelOptions parallel = new()
        {
            MaxDegreeOfParallelism = options.Threads == 0 ? Environment.ProcessorCount : options.Threads,
            CancellationToken = options.Cancellation,
        };
        Parallel.For(
            0,
            blocks,
            parallel,
            () => new BlockReduction<double>(layout, run.Run.NonFinite),
            (i, _, reduction) =>
            {
                double[] rows = new double[columns.Count * EnsembleBlock.Paths];
                BlockPaths paths = run.In(first + i);
                Fill(rows, first + i, paths);
                double[] sums = new double[layout.Length];
                reduction.StartBlock();
                int bad = reduction.Reduce(0, rows, paths, sums);
                if (bad >= 0)
                {
                    throw new NonFiniteGradientException("a difference", ((first + i) * EnsembleBlock.Paths) + bad);
                }

                tails[i].Add(rows, paths, run.Run.NonFinite == NonFinitePaths.Mask);
                lock (gate)
                {
                    tree.Add(new(0, first + i), sums);
                }

                return reduction;
            },
            reduction => reduction.Dispose()
        );
        TailSums all = new(columns.Count);
        foreach (TailSums block in tails)
        {
            all.Add(block);
        }

        return new(new(description, layout, tree.Snapshot()), columns, all, null, null);
    }

    private void Fill(double[] rows, long block, BlockPaths paths)
    {
        RunDescription d = run.Run;
        int components = _shape.Components.Count;
        Add(rows, 0, 1, block, paths, d.Arguments, run.Start, d.Start, d.Until);
        for (int c = 0; c < components; c++)
        {
            double step = Step(run.Start.Magnitude(c, components));
            foreach (int sign in (ReadOnlySpan<int>)[1, -1])
            {
                EnsembleStart start = run.Start.Moved(c, components, sign * step);
                Add(rows, 1 + c, sign / (2 * step), block, paths, d.Arguments, start, d.Start, d.Until);
            }
        }

        for (int i = 0; i < d.Arguments.Length; i++)
        {
            double step = Step(Math.Abs(d.Arguments[i]));
            foreach (int sign in (ReadOnlySpan<int>)[1, -1])
            {
                double[] arguments = [.. d.Arguments];
                arguments[i] += sign * step;
                Add(rows, 1 + components + i, sign / (2 * step), block, paths, arguments, run.Start, d.Start, d.Until);
            }
        }

        int times = 1 + components + d.Arguments.Length;
        double length = Step(d.Until - d.Start);
        foreach (int sign in (ReadOnlySpan<int>)[1, -1])
        {
            double move = sign * length;
            Add(rows, times, sign / (2 * length), block, paths, d.Arguments, run.Start, d.Start + move, d.Until);
            Add(rows, times + 1, sign / (2 * length), block, paths, d.Arguments, run.Start, d.Start, d.Until + move);
        }
    }

    private double Step(double magnitude) => difference * (magnitude == 0 ? 1 : magnitude);

    /// <summary>Adds what one run observes, times a weight, to one column of every target.</summary>
    private void Add(
        double[] rows,
        int column,
        double weight,
        long block,
        BlockPaths paths,
        double[] arguments,
        EnsembleStart start,
        double from,
        double until
    )
    {
        EnsembleOptions slice = new()
        {
            Threads = 1,
            Lanes = run.Width,
            Antithetic = run.Run.Antithetic,
            Refinement = run.Run.Refinement,
            NonFinite = run.Run.NonFinite == NonFinitePaths.Stop ? NonFinitePaths.Stop : NonFinitePaths.Continue,
            ObservationSteps = run.Run.ObservationSteps,
            Covariance = false,
            FirstBlock = block,
            BlockCount = 1,
            Cancellation = options.Cancellation,
        };
        EnsemblePaths<T> moved = new Ensemble<T>(program, run.Run.Steps, until, from).Trajectories(
            arguments,
            start,
            run.Paths,
            run.Run.Seed,
            slice
        );
        progress?.Add((long)paths.Count * run.Run.Steps);
        for (int target = 0; target < columns.Targets.Length; target++)
        {
            GradientPart part = columns.Targets[target].Parts[0];
            int time = Array.IndexOf(run.Run.ObservationSteps, part.Step);
            ReadOnlySpan<T> values = moved.At(time, _shape.Components.Count + part.Observable);
            int first = ((target * columns.Stride) + column) * EnsembleBlock.Paths;
            for (int path = 0; path < paths.Count; path++)
            {
                rows[first + paths.Slot(path)] += weight * double.CreateTruncating(values[path]);
            }
        }
    }
}
