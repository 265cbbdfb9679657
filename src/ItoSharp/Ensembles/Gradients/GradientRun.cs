namespace ItoSharp;

/// <summary>One run of values and derivatives: hands blocks to threads in order, and gathers their sums.</summary>
internal sealed class GradientRun(
    GradientColumns columns,
    RunDescription description,
    StatisticsLayout layout,
    GradientMemory memory,
    Func<IBlockDerivatives> blocks,
    long paths,
    EnsembleOptions options,
    ProgressCount? progress
)
{
    private readonly BlockTree _tree = new(layout);
    private readonly Lock _lock = new();
    private readonly long _end = options.FirstBlock + (options.BlockCount ?? EnsembleBlock.Count(paths) - options.FirstBlock);
    private readonly Dictionary<long, TailSums> _tails = [];
    private readonly FirstFailure _failure = new();
    private long _next = options.FirstBlock;
    private long _bytes;
    private long _steps;
    private double _error;

    public EnsembleGradient Run(EnsembleGradient? differences)
    {
        int threads = memory.Threads;
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
        TailSums tails = new(columns.Count);
        foreach ((long _, TailSums block) in _tails.OrderBy(entry => entry.Key))
        {
            tails.Add(block);
        }

        return new(new(description, layout, _tree.Snapshot()), columns, tails, Memory(), differences)
        {
            ReconstructionError = memory.IsReversible ? _error : null,
        };
    }

    private GradientMemory Memory() => memory with { MeasuredBytesPerThread = _bytes, MeasuredForwardSteps = _steps };

    private void Work()
    {
        using IBlockDerivatives derivatives = blocks();
        while (Interlocked.Increment(ref _next) - 1 is var block && block < _end && _failure.Allows(block))
        {
            try
            {
                Compute(derivatives, block);
            }
            catch (Exception error)
            {
                _failure.Add(block, error);
            }
        }
    }

    private void Compute(IBlockDerivatives derivatives, long block)
    {
        double[] sums;
        lock (_lock)
        {
            sums = _tree.Rent();
        }

        TailSums tails = new(columns.Count);
        int bad = derivatives.Run(block, sums, tails, progress);
        if (bad >= 0)
        {
            string quantity = description.Observables[derivatives.FirstBad(block, bad)];
            throw new NonFiniteGradientException(quantity, (block * EnsembleBlock.Paths) + bad);
        }

        lock (_lock)
        {
            _tree.Add(new(0, block), sums);
            _tails.Add(block, tails);
            _bytes = Math.Max(_bytes, derivatives.Bytes);
            _steps = Math.Max(_steps, derivatives.ForwardSteps);
            _error = Math.Max(_error, derivatives.ReconstructionError);
        }
    }
}
