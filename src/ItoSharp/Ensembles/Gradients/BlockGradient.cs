using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// Takes the gradients of blocks on one thread: a group of lanes goes forward over all steps and back again, with as many states kept
/// as the memory allows, and leaves for every path the values and derivatives of all targets. Where all states are kept, several groups
/// go forward together.
/// </summary>
internal sealed partial class BlockGradient<T> : IBlockDerivatives
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientPlan<T> _plan;
    private readonly RunPlan<T> _run;
    private readonly GradientSizes<T> _sizes;
    private readonly NoiseTape<T> _noise;
    private readonly GroupCotangents<T> _cotangents;
    private readonly AlignedBuffer<T> _state;
    private readonly AlignedBuffer<T> _observed;
    private readonly AlignedBuffer<T> _startNormals;
    private readonly AlignedBuffer<T> _tape;
    private readonly DerivativeRows _results;
    private readonly int _rows;
    private readonly int _components;
    private readonly int _lanes;
    private readonly int _columns;
    private readonly GradientAction[] _schedule;
    private readonly ReversibleProgram<T>? _reversible;
    private int _end;

    /// <summary>The group whose tape and normals are read.</summary>
    private int _group;

    public BlockGradient(GradientPlan<T> plan)
    {
        _plan = plan;
        _run = plan.Run;
        _sizes = plan.Sizes;
        _rows = _run.Shape.Rows;
        _components = _run.Shape.Components.Count;
        _lanes = plan.Lanes;
        _columns = _run.Shape.TimedColumns;
        _schedule = plan.Schedule;
        _reversible = _run.Program as ReversibleProgram<T>;
        long before = BufferCount.Bytes;
        _noise = new(_run, _sizes);
        _cotangents = new(plan);
        _state = new(_sizes.State);
        _observed = new(_sizes.Observed);
        _startNormals = new(_sizes.StartNormals);
        _tape = new(_sizes.Groups * TapeApart);
        _results = new(plan.Layout, _run.Run.NonFinite, _sizes.Results);
        Bytes = BufferCount.Bytes - before;
    }

    /// <summary>What was allocated.</summary>
    public long Bytes { get; }

    /// <summary>The steps forward that the last group took, computed again or not.</summary>
    public long ForwardSteps { get; private set; }

    private int TapeApart => _sizes.TapeSlots * _sizes.Slot;

    public void Dispose()
    {
        _noise.Dispose();
        _cotangents.Dispose();
        _state.Dispose();
        _observed.Dispose();
        _startNormals.Dispose();
        _tape.Dispose();
        _results.Dispose();
    }

    /// <summary>Computes a block: its sums and its tails.</summary>
    /// <returns>The first path that is not finite where that is to stop the run, else -1.</returns>
    public int Run(long block, Span<double> sums, TailSums tails, ProgressCount? progress)
    {
        BlockPaths paths = _run.In(block);
        long first = block * EnsembleBlock.Paths;
        for (int slot = 0, groups; slot < paths.Leading; slot += groups * _lanes)
        {
            _run.Cancellation.ThrowIfCancellationRequested();
            groups = paths.Leading - slot >= _sizes.Groups * _lanes ? _sizes.Groups : 1;
            int live = Math.Min(groups * _lanes, paths.Leading - slot);
            Groups((ulong)(first + slot), first + slot, slot, live, groups, false);
            if (paths.Antithetic)
            {
                Groups((ulong)(first + slot), first + paths.Leading + slot, slot + EnsembleBlock.Pairs, live, groups, true);
            }

            progress?.Add((long)(paths.Antithetic ? 2 : 1) * live * _plan.Steps);
        }

        return _results.Reduce(paths, sums, tails);
    }

    /// <summary>The first target or derivative of a path that is not finite.</summary>
    public int FirstBad(long block, int path) => _results.FirstBad(_run.In(block).Slot(path));

    private void Groups(ulong noisePath, long firstRow, int slot, int live, int groups, bool mirrored)
    {
        _noise.Turn(noisePath, mirrored, groups);
        ForwardSteps = 0;
        for (_group = 0; _group < groups; _group++)
        {
            int paths = _group * _lanes;
            Begin(noisePath + (ulong)paths, firstRow + paths, Math.Min(_lanes, live - paths), mirrored);
        }

        if (groups > 1)
        {
            RecordTogether(groups);
        }

        for (_group = 0; _group < groups; _group++)
        {
            _cotangents.Clear();
            if (groups > 1)
            {
                PullBackFromEnd();
            }
            else if (_sizes.Memory.IsReversible)
            {
                ThereAndBack(firstRow, live);
            }
            else
            {
                FollowSchedule();
            }

            _cotangents.Finish(_results.Span, slot + (_group * _lanes));
        }

        _group = 0;
    }

    /// <summary>The start of a group, kept in the first slot of its tape.</summary>
    private void Begin(ulong noisePath, long firstRow, int live, bool mirrored)
    {
        Span<T> normals = _startNormals.Span;
        BlockStart<T>.Draw(_run, _run.Width, noisePath, mirrored, normals);
        for (int stop = _run.Shape.Moving; stop < _rows; stop++)
        {
            _state.Span.Slice(stop * EnsembleBlock.Paths, _lanes).Fill(T.PositiveInfinity);
        }

        _run.Start.Fill(_state.Span, 0, firstRow, live, _lanes, _components, normals);
        BlockStart<T>.Twins(_run.Shape, _state.Span);
        if (_run.Shape.Stops.Count > 0)
        {
            _run.Program.StopAtStart(_run.Width, ref _state.At(0), in _run.Constants[0], T.CreateTruncating(_run.Run.Start));
        }

        Keep(0);
    }

    private void FollowSchedule()
    {
        foreach (GradientAction action in _schedule)
        {
            Restore(action.Slot);
            if (action.IsBack)
            {
                Reverse(action.First, action.End, action.Slot);
            }
            else
            {
                Forward(action.First, action.End);
                Keep(action.Slot + 1);
            }
        }
    }

    /// <summary>Forward over steps with all states kept, and back; the state before them is in a slot of the tape.</summary>
    private void Reverse(int first, int end, int slot)
    {
        if (end == _plan.Steps)
        {
            Record(first, end, slot);
            Observe(end);
        }
        else
        {
            Record(first, end - 1, slot);
            Keep(slot + end - 1 - first);
        }

        PullBack(first, end, slot);
    }

    private void Forward(int first, int end)
    {
        for (int step = first, count; step < end; step += count)
        {
            ref T normals = ref _noise.Forth(step, end, out count);
            _run.Program.Advance(_run.Width, ref _state.At(0), in normals, in _run.Constants[0], in Row(step), step, count);
        }

        ForwardSteps += end - first;
    }

    /// <summary>All groups over all steps from their starts on the tapes, with every state kept; then their states lie side by side.</summary>
    private void RecordTogether(int groups)
    {
        for (_group = 0; _group < groups; _group++)
        {
            Restore(0, _group * _lanes);
        }

        _group = 0;
        for (int step = 0, count; step < _plan.Steps; step += count)
        {
            ref T normals = ref _noise.Forth(step, _plan.Steps, out count);
            _plan.Program.RecordGroups(
                _run.Width,
                ref _state.At(0),
                in normals,
                _noise.Apart,
                in _run.Constants[0],
                in Row(step),
                step,
                count,
                ref Tape(step),
                TapeApart
            );
        }

        ForwardSteps = _plan.Steps;
    }

    /// <summary>A group back from the end, where all have gone together.</summary>
    private void PullBackFromEnd()
    {
        for (int row = 0; row < _rows && _group > 0; row++)
        {
            Span<T> states = _state.Span[(row * EnsembleBlock.Paths)..];
            states.Slice(_group * _lanes, _lanes).CopyTo(states);
        }

        Observe(_plan.Steps);
        PullBack(0, _plan.Steps, 0);
    }

    private void Record(int first, int end, int slot)
    {
        for (int step = first, count; step < end; step += count)
        {
            ref T normals = ref _noise.Forth(step, end, out count);
            ref T tape = ref Tape(slot + step - first);
            _plan.Program.Record(_run.Width, ref _state.At(0), in normals, in _run.Constants[0], in Row(step), step, count, ref tape);
        }

        ForwardSteps += end - first;
    }

    /// <summary>Back over steps whose states are in slots of the tape one after another.</summary>
    private void PullBack(int first, int end, int slot)
    {
        int[] observations = _plan.Observations;
        int observation = Array.FindLastIndex(observations, step => step < end);
        int at = end;
        while (at > first)
        {
            int from = Math.Max(first, _noise.ChunkStart(at - 1));
            if (observation >= 0)
            {
                from = Math.Max(from, observations[observation]);
            }

            _cotangents.Reverse(ref Tape(slot + from - first), ref _noise.Of(from, _group), ref Row(from), from, at);
            at = from;
            if (observation >= 0 && observations[observation] == at)
            {
                Restore(slot + at - first);
                Observe(at);
                observation--;
            }
        }
    }

    private void Observe(int step)
    {
        T time = T.CreateTruncating(_run.Run.Time(step));
        _run.Program.Observe(_run.Width, in _state.At(0), in _run.Constants[0], time, ref _observed.At(0));
        _cotangents.AddValues(ref _observed.At(0), step);
        _cotangents.AddDerivatives(ref _state.At(0), time, step);
    }

    private ref T Row(int step) => ref _run.Table[step * _columns];

    private ref T Tape(int slot) => ref _tape.At((_group * TapeApart) + (slot * _sizes.Slot));

    private T Tape(int slot, int row, int lane) => Slot(slot)[(row * _lanes) + lane];

    private Span<T> Slot(int slot) => _tape.Span.Slice((_group * TapeApart) + (slot * _sizes.Slot), _sizes.Slot);

    private void Keep(int slot)
    {
        Span<T> kept = Slot(slot);
        for (int row = 0; row < _rows; row++)
        {
            _state.Span.Slice(row * EnsembleBlock.Paths, _lanes).CopyTo(kept[(row * _lanes)..]);
        }
    }

    private void Restore(int slot, int place = 0)
    {
        Span<T> kept = Slot(slot);
        for (int row = 0; row < _rows; row++)
        {
            kept.Slice(row * _lanes, _lanes).CopyTo(_state.Span[((row * EnsembleBlock.Paths) + place)..]);
        }
    }
}
