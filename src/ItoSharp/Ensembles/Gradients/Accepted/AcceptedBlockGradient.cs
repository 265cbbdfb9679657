using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Takes the gradients of blocks of paths with steps of their own, on one thread: a group runs by its tolerance, then its accepted
/// steps are gone back over, with as many states kept as the memory allows.
/// </summary>
internal sealed class AcceptedBlockGradient<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AcceptedPlan<T> _plan;
    private readonly RunPlan<T> _run;
    private readonly AcceptedSizes<T> _sizes;
    private readonly AcceptedGroup<T> _group;
    private readonly AcceptedSteps<T> _steps;
    private readonly AcceptedCotangents<T> _cotangents;
    private readonly AlignedBuffer<T> _observed;
    private readonly DerivativeRows _results;
    private readonly int _components;
    private readonly int _lanes;
    private readonly long _fixed;
    private AlignedBuffer<T>? _tape;
    private int _checkpoints;
    private int _unseen;
    private long _forward;

    public AcceptedBlockGradient(AcceptedPlan<T> plan)
    {
        _plan = plan;
        _run = plan.Run;
        _sizes = plan.Sizes;
        _components = _run.Shape.Components.Count;
        _lanes = plan.Lanes;
        long before = BufferCount.Bytes;
        _group = new(plan);
        _steps = _group.Steps;
        _cotangents = new(plan);
        _observed = new(_sizes.Observed);
        _results = new(plan.Layout, _run.Run.NonFinite, _sizes.Results);
        _fixed = BufferCount.Bytes - before;
    }

    /// <summary>The most that was held at a time.</summary>
    public long Bytes { get; private set; }

    /// <summary>The most rounds of a group.</summary>
    public int Rounds { get; private set; }

    /// <summary>The steps that the longest group took again after the run itself, and the states of it that were kept.</summary>
    public (long Steps, int Checkpoints) Longest { get; private set; }

    public void Dispose()
    {
        _group.Dispose();
        _cotangents.Dispose();
        _observed.Dispose();
        _results.Dispose();
        _tape?.Dispose();
    }

    /// <summary>Computes a block: its sums and its tails.</summary>
    /// <returns>The first path that is not finite where that is to stop the run, else -1.</returns>
    public int Run(long block, Span<double> sums, TailSums tails)
    {
        Groups(block, Differentiate);
        return _results.Reduce(_run.In(block), sums, tails);
    }

    /// <summary>Runs a block and counts its rounds, of which none is kept.</summary>
    public void Count(long block)
    {
        _steps.Keeps = false;
        Groups(block, _ => { });
        _steps.Keeps = true;
    }

    /// <summary>What is to be said of the path with which the last block ended.</summary>
    public Exception Failure(long block, int path)
    {
        int slot = _run.In(block).Slot(path);
        long number = (block * EnsembleBlock.Paths) + path;
        if (_steps.HasFailed(slot, out double time, out double step))
        {
            return new ToleranceNotReachedException(number, time, step);
        }

        return new NonFiniteGradientException(_plan.Description.Observables[_results.FirstBad(slot)], number);
    }

    private void Groups(long block, Action<int> then)
    {
        BlockPaths paths = _run.In(block);
        long first = block * EnsembleBlock.Paths;
        _steps.StartBlock();
        for (int slot = 0; slot < paths.Leading; slot += _lanes)
        {
            int live = Math.Min(_lanes, paths.Leading - slot);
            for (int half = 0; half < (paths.Antithetic ? 2 : 1); half++)
            {
                int place = slot + (half * EnsembleBlock.Pairs);
                _group.Run((ulong)(first + slot), first + slot + (half * paths.Leading), place, live, half == 1);
                Rounds = Math.Max(Rounds, _steps.Rounds);
                then(place);
            }
        }
    }

    private void Differentiate(int slot)
    {
        int rounds = _steps.Rounds;
        Prepare(rounds);
        _cotangents.Clear();
        _unseen = _plan.Observations.Length - 1;
        _forward = 0;
        _group.Start.CopyTo(Kept(0));
        if (rounds == 0)
        {
            Restore(0);
            Observe(0);
        }
        else
        {
            Reverse(0, rounds, 0);
        }

        _cotangents.Finish(_results.Span, slot);
        if (rounds == Rounds)
        {
            Longest = (_forward, _checkpoints);
        }
    }

    /// <summary>As many checkpoints as fit beside the steps of this group.</summary>
    private void Prepare(int rounds)
    {
        _checkpoints = _sizes.Checkpoints(rounds, _steps.GridBytes);
        int wanted = (_checkpoints + 1) * _sizes.Slot;
        long most = _sizes.Tape(_sizes.Checkpoints(int.MaxValue, _steps.GridBytes));
        if (_tape is null || _tape.Length < wanted || (long)_tape.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>() > most)
        {
            _tape?.Dispose();
            _tape = new(wanted);
        }

        Bytes = Math.Max(Bytes, _fixed + _steps.GridBytes + ((long)_tape.Length * System.Runtime.CompilerServices.Unsafe.SizeOf<T>()));
    }

    /// <summary>Goes back from the state after a round to that before another, which is in a slot of the tape.</summary>
    private void Reverse(int first, int end, int slot)
    {
        int room = _checkpoints - slot;
        while (end - first > room + 1)
        {
            int middle = room == 1 ? end - 1 : first + BinomialSchedule.Split(end - first, room);
            Restore(slot);
            Follow(first, middle, slot + 1, 0);
            Keep(slot + 1);
            Reverse(middle, end, slot + 1);
            end = middle;
        }

        Restore(slot);
        if (end == _steps.Rounds)
        {
            Follow(first, end, slot, _sizes.Slot);
            Observe(end);
        }
        else
        {
            Follow(first, end - 1, slot, _sizes.Slot);
            Keep(slot + end - 1 - first);
        }

        PullBack(first, end, slot);
    }

    /// <summary>Takes steps again; the states before them go to slots one after another, or (stride 0) over each other.</summary>
    private void Follow(int first, int end, int slot, int stride)
    {
        for (int round = first, next; round < end; round = next)
        {
            next = Math.Min(end, Chunk(round) + AcceptedSteps<T>.ChunkSteps);
            next = Math.Min(next, End(round));
            _steps.Show(round, next);
            ref T tape = ref _tape!.At((slot * _sizes.Slot) + ((round - first) * stride));
            _plan.Program.Follow(
                _run.Width,
                ref _group.State.At(0),
                in _steps.Clock.At(0),
                in _steps.Normals.At(0),
                in _run.Constants[0],
                next - round,
                ref tape,
                stride
            );
        }

        _forward += end - first;
    }

    /// <summary>Back over rounds whose states are in slots of the tape one after another.</summary>
    private void PullBack(int first, int end, int slot)
    {
        for (int at = end; at > first; )
        {
            int chunk = Chunk(at - 1);
            int from = Math.Max(first, chunk);
            _steps.Show(from, at);
            _cotangents.Reverse(ref _tape!.At((slot + from - first) * _sizes.Slot), _steps, at - from, from == chunk);
            at = from;
            if (_unseen >= 0 && _group.Round(_unseen) == at)
            {
                Restore(slot + at - first);
                Observe(at);
            }
        }
    }

    /// <summary>The first round of the chunk that a round is in: chunks are counted in every stretch anew, as every path has its own.</summary>
    private int Chunk(int round)
    {
        int start = _steps.Starts[Stretch(round)];
        return start + ((round - start) / AcceptedSteps<T>.ChunkSteps * AcceptedSteps<T>.ChunkSteps);
    }

    /// <summary>The end of the stretch that a round is in.</summary>
    private int End(int round)
    {
        int stretch = Stretch(round) + 1;
        return stretch < _steps.Starts.Count ? _steps.Starts[stretch] : _steps.Rounds;
    }

    /// <summary>The last stretch that begins no later than a round: those before it at the same round have no steps.</summary>
    private int Stretch(int round)
    {
        int low = 0;
        int high = _steps.Starts.Count;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            (low, high) = _steps.Starts[middle] <= round ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>All observations after a round, the last first; the components are there.</summary>
    private void Observe(int round)
    {
        for (; _unseen >= 0 && _group.Round(_unseen) == round; _unseen--)
        {
            _group.Recall(_unseen);
            int step = _plan.Observations[_unseen];
            T time = T.CreateTruncating(_run.Run.Time(step));
            _run.Program.Observe(_run.Width, in _group.State.At(0), in _run.Constants[0], time, ref _observed.At(0));
            _cotangents.Observe(ref _group.State.At(0), ref _observed.At(0), time, step);
        }
    }

    private Span<T> Kept(int slot) => _tape!.Span.Slice(slot * _sizes.Slot, _sizes.Slot);

    private void Keep(int slot)
    {
        Span<T> kept = Kept(slot);
        for (int c = 0; c < _components; c++)
        {
            _group.State.Span.Slice(c * EnsembleBlock.Paths, _lanes).CopyTo(kept[(c * _lanes)..]);
        }
    }

    private void Restore(int slot)
    {
        Span<T> kept = Kept(slot);
        for (int c = 0; c < _components; c++)
        {
            kept.Slice(c * _lanes, _lanes).CopyTo(_group.State.Span[(c * EnsembleBlock.Paths)..]);
        }
    }
}
