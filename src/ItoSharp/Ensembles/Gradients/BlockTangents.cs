using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Takes tangents of blocks on one thread: a group of lanes goes forward, and what its state moves by along every direction goes with it,
/// over the states of a few steps at a time.
/// </summary>
internal sealed class BlockTangents<T> : IBlockDerivatives
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly TangentPlan<T> _plan;
    private readonly GradientPlan<T> _gradient;
    private readonly RunPlan<T> _run;
    private readonly GradientSizes<T> _sizes;
    private readonly StepNoise<T> _noise;
    private readonly AlignedBuffer<T> _state;
    private readonly AlignedBuffer<T> _observed;
    private readonly AlignedBuffer<T> _startNormals;
    private readonly AlignedBuffer<T> _normals;
    private readonly AlignedBuffer<T> _tape;
    private readonly AlignedBuffer<T> _tangents;
    private readonly AlignedBuffer<T> _moved;
    private readonly DerivativeRows _results;
    private readonly int _lanes;
    private readonly int _perStep;
    private readonly int _columns;

    public BlockTangents(TangentPlan<T> plan)
    {
        _plan = plan;
        _gradient = plan.Gradient;
        _run = _gradient.Run;
        _sizes = _gradient.Sizes;
        _lanes = _gradient.Lanes;
        _perStep = _run.Shape.NormalsPerStep;
        _columns = _run.Shape.TimedColumns;
        long before = BufferCount.Bytes;
        _noise = new(_run.Shape, _run.Width, _run.Run.Seed, _run.Run.Refinement);
        _state = new(_sizes.State);
        _observed = new(_sizes.Observed);
        _startNormals = new(_sizes.StartNormals);
        _normals = new(plan.Normals);
        _tape = new(plan.Slots * _sizes.Slot);
        _tangents = new(plan.Count * _run.Shape.Moving * _lanes);
        _moved = new(_lanes);
        _results = new(_gradient.Layout, _run.Run.NonFinite, _sizes.Results);
        Bytes = BufferCount.Bytes - before;
    }

    public long Bytes { get; }

    public long ForwardSteps => _gradient.Steps;

    public double ReconstructionError => 0;

    public void Dispose()
    {
        _noise.Dispose();
        _state.Dispose();
        _observed.Dispose();
        _startNormals.Dispose();
        _normals.Dispose();
        _tape.Dispose();
        _tangents.Dispose();
        _moved.Dispose();
        _results.Dispose();
    }

    public int Run(long block, Span<double> sums, TailSums tails, ProgressCount? progress)
    {
        BlockPaths paths = _run.In(block);
        _results.Span.Clear();
        long first = block * EnsembleBlock.Paths;
        for (int slot = 0; slot < paths.Leading; slot += _lanes)
        {
            _run.Cancellation.ThrowIfCancellationRequested();
            int live = Math.Min(_lanes, paths.Leading - slot);
            Group((ulong)(first + slot), first + slot, slot, live, false);
            if (paths.Antithetic)
            {
                Group((ulong)(first + slot), first + paths.Leading + slot, slot + EnsembleBlock.Pairs, live, true);
            }

            progress?.Add((long)(paths.Antithetic ? 2 : 1) * live * _gradient.Steps);
        }

        return _results.Reduce(paths, sums, tails);
    }

    public int FirstBad(long block, int path) => _results.FirstBad(_run.In(block).Slot(path));

    private void Group(ulong noisePath, long firstRow, int slot, int live, bool mirrored)
    {
        Start(noisePath, firstRow, live, mirrored);
        int[] observations = _gradient.Observations;
        int observation = 0;
        if (observations[0] == 0)
        {
            Observe(observation++, slot);
        }

        for (int step = 0; step < _gradient.Steps && observation < observations.Length; step += _sizes.TileSteps)
        {
            int end = Math.Min(step + _sizes.TileSteps, _gradient.Steps);
            Fill(noisePath, step, end - step, mirrored);
            for (int at = step; at < end && observation < observations.Length; )
            {
                int until = Math.Min(Math.Min(end, at + TangentPlan<T>.ChunkSteps), observations[observation]);
                Push(step, at, until - at);
                at = until;
                if (at == observations[observation])
                {
                    Observe(observation++, slot);
                }
            }
        }
    }

    private void Start(ulong noisePath, long firstRow, int live, bool mirrored)
    {
        EnsembleShape shape = _run.Shape;
        int components = shape.Components.Count;
        Span<T> normals = _startNormals.Span;
        BlockStart<T>.Draw(_run, _run.Width, noisePath, mirrored, normals);
        for (int stop = shape.Moving; stop < shape.Rows; stop++)
        {
            _state.Span.Slice(stop * EnsembleBlock.Paths, _lanes).Fill(T.PositiveInfinity);
        }

        _run.Start.Fill(_state.Span, 0, firstRow, live, _lanes, components, normals);
        BlockStart<T>.Twins(shape, _state.Span);
        if (shape.Stops.Count > 0)
        {
            _run.Program.StopAtStart(_run.Width, ref _state.At(0), in _run.Constants[0], T.CreateTruncating(_run.Run.Start));
        }

        for (int direction = 0; direction < _plan.Count; direction++)
        {
            for (int row = 0; row < shape.Moving; row++)
            {
                // Twins start where their components do.
                T rate = T.CreateTruncating(_plan.Rate(direction, row % components));
                _tangents.Span.Slice(((direction * shape.Moving) + row) * _lanes, _lanes).Fill(rate);
            }
        }
    }

    private void Fill(ulong path, int step, int count, bool mirrored)
    {
        Span<T> tile = _normals.Span[..(count * _perStep * _lanes)];
        _noise.Fill(path, step, count, tile);
        if (mirrored)
        {
            StepNoise<T>.Mirror(tile);
        }
    }

    private void Push(int tile, int step, int count)
    {
        ref T normals = ref _normals.At((step - tile) * _perStep * _lanes);
        ref T row = ref _run.Table[step * _columns];
        _gradient.Program.Record(_run.Width, ref _state.At(0), in normals, in _run.Constants[0], in row, step, count, ref _tape.At(0));
        _plan.Program.Push(
            _run.Width,
            in _tape.At(0),
            in normals,
            in _run.Constants[0],
            in row,
            count,
            _plan.Count,
            in _plan.ConstantRates[0],
            in _plan.TimedRates[_columns == 0 ? 0 : step * _plan.Count * _columns],
            ref _tangents.At(0)
        );
    }

    private void Observe(int observation, int slot)
    {
        int step = _gradient.Observations[observation];
        T time = T.CreateTruncating(_run.Run.Time(step));
        _run.Program.Observe(_run.Width, in _state.At(0), in _run.Constants[0], time, ref _observed.At(0));
        GradientTarget[] targets = _gradient.Columns.Targets;
        for (int target = 0; target < targets.Length; target++)
        {
            foreach (GradientPart part in targets[target].Parts)
            {
                if (part.Step != step)
                {
                    continue;
                }

                int column = target * _gradient.Columns.Stride;
                Add(_observed.Span.Slice(part.Observable * EnsembleBlock.Paths, _lanes), part.Weight, column, slot);
                for (int direction = 0; direction < _plan.Count; direction++)
                {
                    _plan.Program.PushObservable(
                        _run.Width,
                        part.Observable,
                        in _state.At(0),
                        in _run.Constants[0],
                        time,
                        in _tangents.At(direction * _run.Shape.Moving * _lanes),
                        in _plan.ConstantRates[direction * _run.Shape.Constants],
                        T.CreateTruncating(_plan.TimeRate(direction, (double)step / _gradient.Steps)),
                        ref _moved.At(0)
                    );
                    Add(_moved.Span, part.Weight, column + 1 + direction, slot);
                }
            }
        }
    }

    private void Add(ReadOnlySpan<T> values, double weight, int column, int slot)
    {
        Span<double> row = _results.Span.Slice((column * EnsembleBlock.Paths) + slot, _lanes);
        for (int lane = 0; lane < _lanes; lane++)
        {
            row[lane] += weight * double.CreateTruncating(values[lane]);
        }
    }
}
