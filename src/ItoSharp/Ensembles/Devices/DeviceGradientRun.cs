using System.Numerics;

namespace ItoSharp;

/// <summary>One run of values and derivatives on a device: batches of blocks in order.</summary>
internal sealed class DeviceGradientRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientPlan<T> _plan;
    private readonly RunPlan<T> _run;
    private readonly EnsembleDevice _device;
    private readonly EnsembleOptions _options;
    private readonly ProgressCount? _progress;
    private readonly DeviceGradient<T> _program;
    private readonly DeviceGradientMemory _memory;
    private readonly GradientAction[] _schedule;
    private readonly BlockTree _tree;
    private readonly TailSums _tails;
    private readonly int _columns;
    private readonly long _end;

    public DeviceGradientRun(
        GradientPlan<T> plan,
        string kernel,
        EnsembleDevice device,
        EnsembleOptions options,
        long? budget,
        ProgressCount? progress
    )
    {
        (_plan, _run, _device, _options, _progress) = (plan, plan.Run, device, options, progress);
        _columns = plan.Columns.Count;
        long blocks = options.BlockCount ?? EnsembleBlock.Count(_run.Paths) - options.FirstBlock;
        _end = options.FirstBlock + blocks;
        _program = DeviceGradientProgram.Of(plan, kernel);
        _memory = DeviceGradientMemory.Plan(_program, device, budget, blocks);
        _schedule = GradientSchedule.Of(plan.Steps, _memory.Checkpoints);
        _tree = new(plan.Layout);
        _tails = new(_columns);
    }

    public EnsembleGradient Run()
    {
        _run.Cancellation.ThrowIfCancellationRequested();
        int[] actions = [.. _schedule.SelectMany(a => new[] { a.First, a.End, a.Slot, a.IsBack ? 1 : 0 })];
        using EnsembleGradientBatches<T> batches = _device.OpenGradient(_program, actions, _memory.Slots, _memory.Blocks);
        using DerivativeRows rows = new(_plan.Layout, _run.Run.NonFinite, _columns * EnsembleBlock.Paths);
        DeviceGradientSums? sums = batches.Sums ? new(_plan.Layout, _program.Run.Products, batches.Blocks) : null;
        T[] states = _run.Start.Uniform is null ? new T[batches.Blocks * _run.Shape.Rows * EnsembleBlock.Paths] : [];
        for (long block = _options.FirstBlock; block < _end; )
        {
            _run.Cancellation.ThrowIfCancellationRequested();
            int count = (int)Math.Min(batches.Blocks, _end - block);
            batches.Compute(block, count, Start(block, count, states));
            sums?.Take(batches, count);
            for (int b = 0; b < count; b++)
            {
                Add(batches, rows, sums, block + b, b);
                _progress?.Add((long)_run.In(block + b).Count * _plan.Steps);
            }

            block += count;
        }

        return new(new(_plan.Description, _plan.Layout, _tree.Snapshot()), _plan.Columns, _tails, Memory(batches), null);
    }

    private ReadOnlySpan<T> Start(long first, int blocks, T[] states)
    {
        int stride = _run.Shape.Rows * EnsembleBlock.Paths;
        if (states.Length > 0)
        {
            int threads = _options.Threads == 0 ? Environment.ProcessorCount : _options.Threads;
            Parallel.For(
                0,
                blocks,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                b => BlockStart<T>.Fill(_run, first + b, states.AsSpan(b * stride, stride))
            );
        }

        return states.AsSpan(0, states.Length == 0 ? 0 : blocks * stride);
    }

    /// <summary>Takes the sums of a block; one with something that is not finite comes here, path by path.</summary>
    private void Add(EnsembleGradientBatches<T> batches, DerivativeRows rows, DeviceGradientSums? sums, long block, int number)
    {
        BlockPaths paths = _run.In(block);
        double[] row = _tree.Rent();
        Array.Clear(row);
        TailSums tails = new(_columns);
        if (sums is null || !sums.TryFill(number, paths, row, tails))
        {
            batches.ReadResults(number, rows.Span);
            int bad = rows.Reduce(paths, row, tails);
            if (bad >= 0)
            {
                string quantity = _plan.Description.Observables[rows.FirstBad(paths.Slot(bad))];
                throw new NonFiniteGradientException(quantity, (block * EnsembleBlock.Paths) + bad);
            }
        }

        _tree.Add(new(0, block), row);
        _tails.Add(tails);
    }

    private GradientMemory Memory(EnsembleGradientBatches<T> batches) =>
        new(
            _memory.Bytes,
            _memory.Bytes,
            _memory.Least,
            1,
            _memory.Checkpoints,
            false,
            BinomialSchedule.ForwardSteps(_plan.Steps, _memory.Checkpoints) + 1,
            _plan.Steps
        )
        {
            MeasuredBytesPerThread = batches.Bytes,
            // Forward steps of the schedule; the last step before a state that is there is not taken again.
            MeasuredForwardSteps = _schedule.Sum(a => (long)(a.IsBack && a.End < _plan.Steps ? a.End - 1 : a.End) - a.First),
        };
}
