using System.Numerics;

namespace ItoSharp;

/// <summary>One gradient run: hands blocks to threads in order, and gathers their sums.</summary>
internal sealed class GradientRun<T>(GradientPlan<T> plan, EnsembleOptions options, ProgressCount? progress)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly BlockTree _tree = new(plan.Layout);
    private readonly Lock _lock = new();
    private readonly long _end = options.FirstBlock + (options.BlockCount ?? EnsembleBlock.Count(plan.Run.Paths) - options.FirstBlock);
    private readonly Dictionary<long, TailSums> _tails = [];
    private readonly FirstFailure _failure = new();
    private long _next = options.FirstBlock;
    private long _bytes;
    private long _steps;

    public EnsembleGradient Run(EnsembleGradient? differences)
    {
        int threads = plan.Sizes.Memory.Threads;
        if (threads == 1)
        {
            Work();
        }
        else
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Work());
        }

        _failure.Throw();

        // In the order of the blocks, whoever computed which.
        TailSums tails = new(plan.Columns.Count);
        foreach ((long _, TailSums block) in _tails.OrderBy(entry => entry.Key))
        {
            tails.Add(block);
        }

        return new(new(plan.Description, plan.Layout, _tree.Snapshot()), plan.Columns, tails, Memory(), differences);
    }

    private GradientMemory Memory() => plan.Sizes.Memory with { MeasuredBytesPerThread = _bytes, MeasuredForwardSteps = _steps };

    private void Work()
    {
        using BlockGradient<T> gradient = new(plan);
        while (Interlocked.Increment(ref _next) - 1 is var block && block < _end && _failure.Allows(block))
        {
            try
            {
                Compute(gradient, block);
            }
            catch (Exception error)
            {
                _failure.Add(block, error);
            }
        }
    }

    private void Compute(BlockGradient<T> gradient, long block)
    {
        double[] sums;
        lock (_lock)
        {
            sums = _tree.Rent();
        }

        TailSums tails = new(plan.Columns.Count);
        int bad = gradient.Run(block, sums, tails, progress);
        if (bad >= 0)
        {
            string quantity = plan.Description.Observables[gradient.FirstBad(block, bad)];
            throw new NonFiniteGradientException(quantity, (block * EnsembleBlock.Paths) + bad);
        }

        lock (_lock)
        {
            _tree.Add(new(0, block), sums);
            _tails.Add(block, tails);
            _bytes = Math.Max(_bytes, gradient.Bytes);
            _steps = Math.Max(_steps, gradient.ForwardSteps);
        }
    }
}
