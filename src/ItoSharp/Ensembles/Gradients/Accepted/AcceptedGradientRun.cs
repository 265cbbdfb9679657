using System.Numerics;

namespace ItoSharp;

/// <summary>
/// One gradient run over accepted steps: hands blocks to threads in order, and gathers their sums. How many steps there are is known
/// only after they were taken, so with a budget a run that keeps none of them counts first.
/// </summary>
internal sealed class AcceptedGradientRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AcceptedPlan<T> _plan;
    private readonly EnsembleOptions _options;
    private readonly ProgressCount? _progress;
    private readonly long _end;
    private readonly BlockTree _tree;
    private readonly Lock _lock = new();
    private readonly Dictionary<long, TailSums> _tails = [];
    private long _bytes;
    private int _rounds;
    private (long Steps, int Checkpoints) _longest;

    private AcceptedGradientRun(AcceptedPlan<T> plan, EnsembleOptions options, ProgressCount? progress)
    {
        (_plan, _options, _progress) = (plan, options, progress);
        _tree = new(plan.Layout);
        _end = options.FirstBlock + (options.BlockCount ?? EnsembleBlock.Count(plan.Run.Paths) - options.FirstBlock);
    }

    /// <summary>The gradient within the options' memory.</summary>
    public static EnsembleGradient Run(
        RunPlan<T> run,
        IAcceptedAdjoint<T> program,
        GradientColumns columns,
        EnsembleOptions options,
        EnsembleGradientOptions gradients,
        EnsembleGradient? differences,
        ProgressCount? progress
    )
    {
        RunDescription description = run.Run.OfGradients(columns.Names(), gradients.Covariance);
        AcceptedPlan<T> With(AcceptedSizes<T> sizes) => new(run, program, columns, description) { Sizes = sizes };
        long blocks = options.BlockCount ?? EnsembleBlock.Count(run.Paths) - options.FirstBlock;
        int most = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        int threads = (int)Math.Clamp(most, 1, Math.Max(1, blocks));
        AcceptedSizes<T> sizes = new(run, columns) { Threads = threads };
        if (gradients.Memory is { } budget)
        {
            int rounds = new AcceptedGradientRun<T>(With(sizes), options, null).CountRounds();
            long least = sizes.Least(rounds);

            // On all processors means on as many as the memory allows.
            threads = options.Threads == 0 ? (int)Math.Clamp(budget / least, 1, threads) : threads;
            if (budget / threads < least)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(EnsembleGradientOptions.Memory),
                    budget,
                    $"the least with which {threads} {(threads == 1 ? "thread" : "threads")} can take this gradient is {least * threads} bytes, for up to {rounds} accepted steps of a path; give that or more"
                );
            }

            sizes = new(run, columns)
            {
                Threads = threads,
                Given = budget / threads,
                Rounds = rounds,
            };
        }

        return new AcceptedGradientRun<T>(With(sizes), options, progress).Differentiate(differences);
    }

    private int CountRounds()
    {
        Work((gradient, block) => gradient.Count(block));
        return _rounds;
    }

    private EnsembleGradient Differentiate(EnsembleGradient? differences)
    {
        Work(Compute);

        // In the order of the blocks, whoever computed which.
        TailSums tails = new(_plan.Columns.Count);
        foreach ((long _, TailSums block) in _tails.OrderBy(entry => entry.Key))
        {
            tails.Add(block);
        }

        return new(new(_plan.Description, _plan.Layout, _tree.Snapshot()), _plan.Columns, tails, Memory(), differences);
    }

    private void Work(Action<AcceptedBlockGradient<T>, long> compute)
    {
        FirstFailure failure = new();
        long next = _options.FirstBlock;
        void Thread()
        {
            using AcceptedBlockGradient<T> gradient = new(_plan);
            while (Interlocked.Increment(ref next) - 1 is var block && block < _end && failure.Allows(block))
            {
                try
                {
                    compute(gradient, block);
                }
                catch (Exception error)
                {
                    failure.Add(block, error);
                }
            }

            lock (_lock)
            {
                _bytes = Math.Max(_bytes, gradient.Bytes);
                _longest = gradient.Rounds > _rounds ? gradient.Longest : _longest;
                _rounds = Math.Max(_rounds, gradient.Rounds);
            }
        }

        int threads = _plan.Sizes.Threads;
        if (threads == 1)
        {
            Thread();
        }
        else
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Thread());
        }

        failure.Throw();
    }

    private void Compute(AcceptedBlockGradient<T> gradient, long block)
    {
        double[] sums;
        lock (_lock)
        {
            sums = _tree.Rent();
        }

        TailSums tails = new(_plan.Columns.Count);
        int bad = gradient.Run(block, sums, tails);
        if (bad >= 0)
        {
            throw gradient.Failure(block, bad);
        }

        lock (_lock)
        {
            _tree.Add(new(0, block), sums);
            _tails.Add(block, tails);
        }

        _progress?.Add((long)_plan.Run.In(block).Count * _plan.Run.Run.Steps);
    }

    private GradientMemory Memory()
    {
        AcceptedSizes<T> sizes = _plan.Sizes;
        int checkpoints = sizes.Checkpoints(_rounds, sizes.Pages(_rounds));
        long planned = sizes.Fixed + sizes.Pages(_rounds) + sizes.Tape(checkpoints);
        return new(
            planned * sizes.Threads,
            planned,
            sizes.Least(_rounds),
            sizes.Threads,
            checkpoints,
            false,
            _rounds == 0 ? 0 : BinomialSchedule.ForwardSteps(_rounds, checkpoints) + 1,
            _rounds
        )
        {
            MeasuredBytesPerThread = _bytes,
            MeasuredForwardSteps = _longest.Steps,
        };
    }
}
