using System.Numerics;

namespace ItoSharp;

/// <summary>One run: hands blocks to threads in order, and gathers their sums.</summary>
internal sealed partial class EnsembleRun<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunPlan<T> _plan;
    private readonly EnsembleOptions _options;
    private readonly BlockTree _tree;
    private readonly Lock _treeLock = new();
    private readonly Lock _checkpointLock = new();
    private readonly long _firstBlock;
    private readonly long _blockCount;
    private readonly HashSet<long> _done = [];
    private readonly FirstFailure _failure = new();
    private long _next;
    private long _sinceCheckpoint;

    public EnsembleRun(RunPlan<T> plan, EnsembleOptions options)
    {
        _plan = plan;
        _options = options;
        _tree = new(plan.Layout);
        _firstBlock = options.FirstBlock;
        _blockCount = options.BlockCount ?? EnsembleBlock.Count(plan.Paths) - options.FirstBlock;
        _next = _firstBlock;
    }

    private long End => _firstBlock + _blockCount;

    public PathStore<T> Store(bool endOnly)
    {
        if (_options.Resume is not null || _options.CheckpointBlocks > 0)
        {
            throw new ArgumentException(
                "checkpoints hold statistics and no paths: run without them, or in slices of blocks (FirstBlock, BlockCount)",
                "options"
            );
        }

        int times = _plan.Layout.Times;
        long paths = Math.Min(_plan.Paths, End * EnsembleBlock.Paths) - (_firstBlock * EnsembleBlock.Paths);
        return new(_plan.Shape.Columns, _plan.Shape.Stops.Count, endOnly ? times - 1 : 0, times, _firstBlock, paths);
    }

    public EnsembleStatistics Run(PathStore<T>? store)
    {
        Resume();
        ProgressCount? progress = Progress();
        int processors = _options.Threads == 0 ? Environment.ProcessorCount : _options.Threads;
        int threads = (int)Math.Min(processors, _blockCount - _done.Count);
        if (_options.Device is { } device && device != EnsembleDevice.Cpu)
        {
            WorkOnDevice(device, store, progress);
        }
        else if (threads == 1)
        {
            Work(store, progress);
        }
        else if (threads > 1)
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, _ => Work(store, progress));
        }

        if (_failure.Error is OperationCanceledException && _sinceCheckpoint > 0)
        {
            Checkpoint();
        }

        _failure.Throw();
        return Statistics();
    }

    private EnsembleStatistics Statistics() => new(_plan.Run, _plan.Layout, _tree.Snapshot());

    private void Work(PathStore<T>? store, ProgressCount? progress)
    {
        using BlockSimulation<T> simulation = new(_plan);
        while (Interlocked.Increment(ref _next) - 1 is var block && block < End && _failure.Allows(block))
        {
            if (_done.Contains(block))
            {
                continue;
            }

            try
            {
                _plan.Cancellation.ThrowIfCancellationRequested();
                Compute(simulation, block, store, progress);
            }
            catch (Exception error)
            {
                _failure.Add(block, error);
            }
        }
    }

    private void Compute(BlockSimulation<T> simulation, long block, PathStore<T>? store, ProgressCount? progress)
    {
        double[] sums;
        lock (_treeLock)
        {
            sums = _tree.Rent();
        }

        int bad = simulation.Run(block, sums, store, progress);
        if (bad >= 0)
        {
            throw simulation.Failure(block, bad);
        }

        Add(block, sums);
    }

    private void Add(long block, double[] sums)
    {
        bool isDue;
        lock (_treeLock)
        {
            _tree.Add(new(0, block), sums);
            isDue = ++_sinceCheckpoint >= _options.CheckpointBlocks && _options.CheckpointBlocks > 0;
        }

        if (isDue)
        {
            Checkpoint();
        }
    }

    private void Checkpoint()
    {
        if (_options.CheckpointBlocks == 0)
        {
            return;
        }

        lock (_checkpointLock)
        {
            EnsembleStatistics statistics;
            lock (_treeLock)
            {
                // Another thread may have been first.
                if (_sinceCheckpoint == 0)
                {
                    return;
                }

                statistics = Statistics();
                _sinceCheckpoint = 0;
            }

            _options.Checkpoint?.Invoke(statistics);
            if (_options.CheckpointPath is { } path)
            {
                // Written whole beside the old one, then moved over it.
                string next = path + ".next";
                File.WriteAllBytes(next, statistics.ToBytes());
                File.Move(next, path, true);
            }
        }
    }

    private void Resume()
    {
        if (_options.Resume is not { } reached)
        {
            return;
        }

        _plan.Run.Require(reached.Run, "the checkpoint", "options");
        foreach (var (node, sums) in reached.Nodes)
        {
            if (node.First < _firstBlock || node.End > End)
            {
                throw new ArgumentException(
                    $"the checkpoint has blocks {node.First} to {node.End - 1}, and this run those from {_firstBlock} to {End - 1}",
                    "options"
                );
            }

            long paths = Math.Min(_plan.Paths, node.End * EnsembleBlock.Paths) - (node.First * EnsembleBlock.Paths);
            if (_plan.Layout.Paths(sums) != paths)
            {
                throw new ArgumentException(
                    $"the checkpoint has {_plan.Layout.Paths(sums)} paths in blocks {node.First} to {node.End - 1}, and this run {paths}: the number of paths is another",
                    "options"
                );
            }

            _tree.Add(node, (double[])sums.Clone());
            for (long block = node.First; block < node.End; block++)
            {
                _done.Add(block);
            }
        }
    }

    private ProgressCount? Progress()
    {
        if (_options.Progress is not { } target)
        {
            return null;
        }

        long total = 0;
        long done = 0;
        for (long block = _firstBlock; block < End; block++)
        {
            long pathSteps = (long)_plan.In(block).Count * _plan.Run.Steps;
            total += pathSteps;
            done += _done.Contains(block) ? pathSteps : 0;
        }

        return new(target, total, done);
    }
}
