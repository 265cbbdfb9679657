using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// Computes blocks, one at a time, on one thread: from window to window, groups of lanes within a window, and within a group tiles of
/// normals, or what each path's own steps ask for. What it hands on is rows of observed paths.
/// </summary>
internal sealed class BlockSimulation<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunPlan<T> _plan;
    private readonly BlockReduction<T> _reduction;
    private readonly StepNoise<T> _noise;
    private readonly AlignedBuffer<T> _state;
    private readonly AlignedBuffer<T> _observed;
    private readonly AlignedBuffer<T> _normals;
    private readonly int _lanes;
    private readonly int _groups;
    private readonly int _tileSteps;
    private readonly int _components;
    private readonly int _perStep;
    private readonly int _timedColumns;
    private readonly int _columns;
    private readonly bool _hasStops;
    private readonly bool _hasObservables;
    private readonly AdaptiveSteps<T>? _adaptive;
    private StepWindow _window;
    private int _reduced;

    public BlockSimulation(RunPlan<T> plan)
    {
        _plan = plan;
        EnsembleShape shape = plan.Shape;
        _lanes = Lanes.Of<T>(plan.Width);
        _components = shape.Components.Count;
        _perStep = shape.NormalsPerStep;
        _timedColumns = shape.TimedColumns;
        _columns = shape.Columns;
        _hasStops = shape.Stops.Count > 0;
        _hasObservables = shape.Observables.Count > 0;
        _groups = plan.Program.GroupsInFlight(plan.Width);
        _tileSteps = StepNoise<T>.TileSteps(_perStep, _lanes * _groups);
        _reduction = new(plan.Layout, plan.Run.NonFinite);
        _adaptive = AdaptiveSteps<T>.Of(plan);
        _noise = new(shape, plan.Width, plan.Run.Seed, plan.Run.Refinement);
        _state = new(shape.Rows * EnsembleBlock.Paths);
        int most = plan.Windows.Max(window => window.Observations);
        _observed = new(most * _columns * EnsembleBlock.Paths);
        _normals = new(Math.Max(_tileSteps * _perStep, 1) * _lanes * _groups);
    }

    public void Dispose()
    {
        _adaptive?.Dispose();
        _reduction.Dispose();
        _noise.Dispose();
        _state.Dispose();
        _observed.Dispose();
        _normals.Dispose();
    }

    /// <summary>Computes a block: its sums, and what is stored of its paths.</summary>
    /// <returns>The first path that is not finite where that is to stop the run, else -1.</returns>
    public int Run(long block, Span<double> sums, PathStore<T>? store, ProgressCount? progress)
    {
        BlockPaths paths = _plan.In(block);
        _reduction.StartBlock();
        _adaptive?.StartBlock();
        StartBlock(block, paths);
        foreach (ref readonly StepWindow window in _plan.Windows.AsSpan())
        {
            _window = window;
            for (int slot = 0; slot < paths.Leading; )
            {
                // What is left beside whole sets of groups goes one by one.
                int groups = slot + (_groups * _lanes) <= paths.Leading ? _groups : 1;
                Advance(in window, block, slot, groups);
                slot += groups * _lanes;
            }

            for (int k = 0; k < window.Observations; k++)
            {
                int time = window.FirstObservation + k;
                ReadOnlySpan<T> rows = _observed.Span.Slice(k * _columns * EnsembleBlock.Paths, _columns * EnsembleBlock.Paths);
                _reduced = k;
                int bad = _reduction.Reduce(time, rows, paths, sums);
                if (bad >= 0)
                {
                    return bad;
                }

                store?.Keep(time, block, rows, paths);
            }

            progress?.Add((long)(window.End - window.FirstStep) * paths.Count);
        }

        if (_hasStops)
        {
            ReadOnlySpan<T> stops = _state.Span[(_components * EnsembleBlock.Paths)..];
            _reduction.ReduceStops(stops, paths, sums);
            store?.KeepStops(block, stops, paths);
        }

        return -1;
    }

    /// <summary>What is to be said of the path with which the last run ended.</summary>
    public Exception Failure(long block, int path)
    {
        if (_adaptive is null)
        {
            return PathReplay<T>.Find(_plan, block, path);
        }

        int slot = _plan.In(block).Slot(path);
        long number = (block * EnsembleBlock.Paths) + path;
        if (_adaptive.HasFailed(slot, out double time, out double step))
        {
            return new ToleranceNotReachedException(number, time, step);
        }

        // A state is accepted only with a finite error, so an observable is at fault.
        for (int c = 0; c < _columns; c++)
        {
            T value = _observed.At((((_reduced * _columns) + c) * EnsembleBlock.Paths) + slot);
            if (!T.IsFinite(value))
            {
                int at = _plan.Run.ObservationSteps[_window.FirstObservation + _reduced];
                string name = _plan.Shape.Column(c);
                return new NonFinitePathException(
                    name,
                    c >= _components,
                    double.CreateTruncating(value),
                    number,
                    at,
                    _plan.Run.Steps,
                    _plan.Run.Time(at)
                );
            }
        }

        throw new InvalidOperationException($"path {number} was not finite when it was summed and is finite now");
    }

    private void StartBlock(long block, BlockPaths paths)
    {
        Span<T> state = _state.Span;
        BlockStart<T>.Fill(_plan, block, state);
        if (_hasStops)
        {
            state[(_components * EnsembleBlock.Paths)..].Fill(T.PositiveInfinity);
        }

        for (int slot = 0; slot < paths.Leading; slot += _lanes)
        {
            StartGroup(slot);
            if (paths.Antithetic)
            {
                StartGroup(slot + EnsembleBlock.Pairs);
            }
        }
    }

    private void StartGroup(int slot)
    {
        if (_hasStops)
        {
            _plan.Program.StopAtStart(_plan.Width, ref _state.At(slot), in _plan.Constants[0], T.CreateTruncating(_plan.Run.Start));
        }

        _adaptive?.Start(slot, ref _state.At(slot));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Advance(ref readonly StepWindow window, long block, int slot, int groups)
    {
        bool antithetic = _plan.Run.Antithetic;
        ulong path = (ulong)((block * EnsembleBlock.Paths) + slot);
        int observation = 0;
        if (window.Observations > 0 && _plan.Run.ObservationSteps[window.FirstObservation] == 0)
        {
            Observe(0, 0, slot, groups);
            if (antithetic)
            {
                Observe(0, 0, slot + EnsembleBlock.Pairs, groups);
            }

            observation = 1;
        }

        if (_adaptive is not null)
        {
            AdvanceAdaptive(in window, slot, slot, path, observation);
            if (antithetic)
            {
                AdvanceAdaptive(in window, slot + EnsembleBlock.Pairs, slot, path, observation);
            }

            return;
        }

        for (int step = window.FirstStep; step < window.End; step += _tileSteps)
        {
            _plan.Cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_tileSteps, window.End - step);
            int apart = count * _perStep * _lanes;
            for (int g = 0; g < groups; g++)
            {
                _noise.Fill(path + (ulong)(g * _lanes), step, count, _normals.Span.Slice(g * apart, apart));
            }

            int next = AdvanceTile(in window, slot, groups, step, count, observation);
            if (antithetic)
            {
                StepNoise<T>.Mirror(_normals.Span[..(groups * apart)]);
                AdvanceTile(in window, slot + EnsembleBlock.Pairs, groups, step, count, observation);
            }

            observation = next;
        }
    }

    /// <summary>From one observation to the next, where all paths of the group meet.</summary>
    private void AdvanceAdaptive(ref readonly StepWindow window, int slot, int leading, ulong path, int observation)
    {
        int step = window.FirstStep;
        while (step < window.End)
        {
            bool isObserved = observation < window.Observations;
            int to = isObserved ? _plan.Run.ObservationSteps[window.FirstObservation + observation] : window.End;
            _adaptive!.Advance(slot, path, slot != leading, step, to, ref _state.At(slot));
            if (isObserved)
            {
                Observe(observation++, to, slot, 1);
            }

            step = to;
        }
    }

    /// <summary>The steps of one tile, interrupted where there is something to observe; returns the next observation of the window.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AdvanceTile(ref readonly StepWindow window, int slot, int groups, int firstStep, int count, int observation)
    {
        ReadOnlySpan<int> observationSteps = _plan.Run.ObservationSteps.AsSpan(window.FirstObservation, window.Observations);
        int done = 0;
        while (done < count)
        {
            int observationStep = observation < observationSteps.Length ? observationSteps[observation] : int.MaxValue;
            int until = Math.Min(count, observationStep - firstStep);
            ref T state = ref _state.At(slot);
            ref T normals = ref _normals.At(done * _perStep * _lanes);
            ref readonly T constants = ref _plan.Constants[0];
            ref readonly T table = ref _plan.Table[(firstStep + done) * _timedColumns];
            int first = firstStep + done;
            int steps = until - done;
            if (groups == 1)
            {
                _plan.Program.Advance(_plan.Width, ref state, in normals, in constants, in table, first, steps);
            }
            else
            {
                int apart = count * _perStep * _lanes;
                _plan.Program.AdvanceGroups(_plan.Width, ref state, in normals, apart, in constants, in table, first, steps);
            }

            done = until;
            if (firstStep + done == observationStep)
            {
                Observe(observation++, observationStep, slot, groups);
            }
        }

        return observation;
    }

    private void Observe(int observation, int step, int slot, int groups)
    {
        for (int g = 0; g < groups; g++)
        {
            Observe(observation, step, slot + (g * _lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Observe(int observation, int step, int slot)
    {
        ref T state = ref _state.At(slot);
        ref T observed = ref _observed.At((observation * _columns * EnsembleBlock.Paths) + slot);
        for (int c = 0; c < _components; c++)
        {
            ref T from = ref Unsafe.Add(ref state, c * EnsembleBlock.Paths);
            ref T to = ref Unsafe.Add(ref observed, c * EnsembleBlock.Paths);
            switch (_plan.Width)
            {
                case LaneWidth.Vector512:
                    Vector512.LoadUnsafe(ref from).StoreUnsafe(ref to);
                    break;
                case LaneWidth.Vector256:
                    Vector256.LoadUnsafe(ref from).StoreUnsafe(ref to);
                    break;
                case LaneWidth.Vector128:
                    Vector128.LoadUnsafe(ref from).StoreUnsafe(ref to);
                    break;
                default:
                    to = from;
                    break;
            }
        }

        if (_hasObservables)
        {
            T time = T.CreateTruncating(_plan.Run.Time(step));
            ref T observables = ref Unsafe.Add(ref observed, _components * EnsembleBlock.Paths);
            _plan.Program.Observe(_plan.Width, in state, in _plan.Constants[0], time, ref observables);
        }
    }
}
