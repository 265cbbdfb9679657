using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Computes batches of blocks on a device and takes their statistics in the order of <see cref="BlockReduction{T}"/>, there where it
/// can and else here: windows of steps as on a CPU, so that no run of many observations needs more memory than a window does.
/// </summary>
internal sealed class DeviceSimulation<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // A batch fills any device; more would only take memory.
    private const int MostBlocks = 256;
    private const long MostHostBytes = 256L << 20;

    private readonly RunPlan<T> _plan;
    private readonly EnsembleBatches<T> _batches;
    private readonly BlockReduction<T>?[] _reductions;
    private readonly T[] _observed;
    private readonly T[] _states;
    private readonly T[] _times;
    private readonly int _columns;
    private readonly int _rows;
    private readonly bool _isUniform;
    private readonly ParallelOptions _parallel;
    private readonly DeviceSums<T>? _sums;
    private readonly bool[] _isHere;

    /// <param name="plan">The run.</param>
    /// <param name="device">Where it runs.</param>
    /// <param name="blocks">The number of its blocks.</param>
    /// <param name="threads">The number of threads that take statistics here.</param>
    /// <param name="keepsPaths">Whether the paths themselves are wanted, and not their statistics alone.</param>
    public DeviceSimulation(RunPlan<T> plan, EnsembleDevice device, long blocks, int threads, bool keepsPaths)
    {
        _plan = plan;
        EnsembleShape shape = plan.Shape;
        if (plan.Program.Kernel is not { } kernel)
        {
            throw new NotSupportedException(
                plan.Program is AdaptiveProgram<T>
                    ? $"the program {plan.Run.Program} chooses its steps by tolerance, which devices do not: run it without {device.Name}, or declare fixed steps"
                    : $"the program {plan.Run.Program} is written by hand and has no kernel for {device.Name}: override Kernel, or run it without a device"
            );
        }

        _columns = shape.Columns;
        _rows = shape.Rows;
        _isUniform = plan.Start.Uniform is not null;
        _parallel = new() { MaxDegreeOfParallelism = threads };
        int observations = plan.Windows.Max(window => window.Observations);
        long blockBytes = (long)EnsembleBlock.Paths * ((observations * _columns * SizeOf) + (_columns * sizeof(double)) + (_rows * SizeOf));
        int most = (int)Math.Clamp(MostHostBytes / blockBytes, 1, Math.Min(MostBlocks, blocks));
        _times = [.. plan.Run.ObservationSteps.Select(step => T.CreateTruncating(plan.Run.Time(step)))];
        bool single = SizeOf == sizeof(float);
        bool refined = plan.Run.Refinement > 1 && shape.NormalsPerStep > 0;
        bool sums = !keepsPaths && plan.Run.Histograms.Length == 0;
        DeviceProgram<T> program = new()
        {
            Name = plan.Run.Program,
            Source = DeviceLibrary.Text(kernel, single, refined),
            Sums = sums ? DeviceLibrary.SumsText(single) : null,
            Covariance = plan.Run.Covariance,
            UsesDouble = !single || refined,
            Rows = _rows,
            Columns = _columns,
            Values = plan.Constants,
            Table = plan.Table,
            Start = plan.Start.Uniform is { } start ? Array.ConvertAll(start, T.CreateTruncating) : Array.Empty<T>(),
            StartTime = T.CreateTruncating(plan.Run.Start),
            Seed = plan.Run.Seed,
            Paths = plan.Paths,
            Antithetic = plan.Run.Antithetic,
            Refinement = plan.Run.Refinement,
        };
        _batches = device.Open(program, most, observations);
        _reductions = new BlockReduction<T>?[_batches.Blocks];
        _sums = sums && _batches.Sums ? new(plan.Layout, program.Products, observations, _batches.Blocks) : null;
        _isHere = new bool[_batches.Blocks];
        int here = _sums is null ? _batches.Blocks : 1;
        _observed = GC.AllocateUninitializedArray<T>(here * observations * _columns * EnsembleBlock.Paths);
        bool keepsStates = !_isUniform || shape.Stops.Count > 0;
        _states = keepsStates ? new T[_batches.Blocks * _rows * EnsembleBlock.Paths] : [];
    }

    private static unsafe int SizeOf => sizeof(T);

    /// <summary>The number of blocks of a batch.</summary>
    public int Blocks => _batches.Blocks;

    public void Dispose()
    {
        _batches.Dispose();
        foreach (BlockReduction<T>? reduction in _reductions)
        {
            reduction?.Dispose();
        }
    }

    /// <summary>Computes a batch: the sums of its blocks, and what is stored of their paths.</summary>
    /// <returns>The first block with a path that is not finite where that is to stop the run, and the path; else -1.</returns>
    public (int Block, int Path) Run(long first, double[][] sums, PathStore<T>? store, ProgressCount? progress)
    {
        int blocks = sums.Length;
        Start(first, blocks);
        foreach (StepWindow window in _plan.Windows)
        {
            _plan.Cancellation.ThrowIfCancellationRequested();
            _batches.Advance(
                window.FirstStep,
                window.End,
                _plan.Run.ObservationSteps.AsSpan(window.FirstObservation, window.Observations),
                _times.AsSpan(window.FirstObservation, window.Observations)
            );
            (int Block, int Path) bad =
                window.Observations == 0 ? (-1, -1)
                : _sums is null ? ReduceHere(window, first, sums, store)
                : ReduceThere(window, first, sums);
            if (bad.Block >= 0)
            {
                return bad;
            }

            for (int b = 0; b < blocks; b++)
            {
                progress?.Add((long)(window.End - window.FirstStep) * _plan.In(first + b).Count);
            }
        }

        Stops(first, sums, store);
        return (-1, -1);
    }

    private void Start(long first, int blocks)
    {
        Span<T> states = _isUniform ? default : _states.AsSpan(0, blocks * _rows * EnsembleBlock.Paths);
        if (!_isUniform)
        {
            Parallel.For(
                0,
                blocks,
                _parallel,
                b => BlockStart<T>.Fill(_plan, first + b, _states.AsSpan(b * _rows * EnsembleBlock.Paths, _rows * EnsembleBlock.Paths))
            );
        }

        _batches.Start(first, blocks, states);
        Array.Clear(_isHere);
        foreach (BlockReduction<T>? reduction in _reductions)
        {
            reduction?.StartBlock();
        }
    }

    /// <summary>Reads all that was observed, and reduces it on the threads of this machine.</summary>
    private (int Block, int Path) ReduceHere(StepWindow window, long first, double[][] sums, PathStore<T>? store)
    {
        int blocks = sums.Length;
        int stride = window.Observations * _columns * EnsembleBlock.Paths;
        _batches.ReadObserved(0, _observed.AsSpan(0, blocks * stride));
        int[] bad = new int[blocks];
        Parallel.For(
            0,
            blocks,
            _parallel,
            b => bad[b] = Reduce(window, b, first + b, _observed.AsSpan(b * stride, stride), sums[b], store)
        );
        int failed = Array.FindIndex(bad, path => path >= 0);
        return (failed, failed < 0 ? -1 : bad[failed]);
    }

    /// <summary>Has the device sum; blocks with something that is not finite come here, from then on to their end.</summary>
    private (int Block, int Path) ReduceThere(StepWindow window, long first, double[][] sums)
    {
        _sums!.Take(_batches, sums.Length, window.Observations);
        for (int b = 0; b < sums.Length; b++)
        {
            int count = _plan.In(first + b).Count;
            for (int k = 0; k < window.Observations && !_isHere[b]; k++)
            {
                int at = (window.FirstObservation + k) * _plan.Layout.TimeStride;
                Span<double> part = sums[b].AsSpan(at, _plan.Layout.TimeStride);
                _isHere[b] = !_sums.TryFill((b * window.Observations) + k, count, part);
            }

            if (!_isHere[b])
            {
                continue;
            }

            Span<T> observed = _observed.AsSpan(0, window.Observations * _columns * EnsembleBlock.Paths);
            _batches.ReadObserved(b, observed);
            int bad = Reduce(window, b, first + b, observed, sums[b], null);
            if (bad >= 0)
            {
                return (b, bad);
            }
        }

        return (-1, -1);
    }

    private int Reduce(StepWindow window, int index, long block, ReadOnlySpan<T> observed, Span<double> sums, PathStore<T>? store)
    {
        BlockPaths paths = _plan.In(block);
        for (int k = 0; k < window.Observations; k++)
        {
            int time = window.FirstObservation + k;
            ReadOnlySpan<T> rows = observed.Slice(k * _columns * EnsembleBlock.Paths, _columns * EnsembleBlock.Paths);
            int bad = ReductionOf(index).Reduce(time, rows, paths, sums);
            if (bad >= 0)
            {
                return bad;
            }

            store?.Keep(time, block, rows, paths);
        }

        return -1;
    }

    private BlockReduction<T> ReductionOf(int index) => _reductions[index] ??= new(_plan.Layout, _plan.Run.NonFinite);

    private void Stops(long first, double[][] sums, PathStore<T>? store)
    {
        if (_plan.Shape.Stops.Count == 0)
        {
            return;
        }

        int stride = _rows * EnsembleBlock.Paths;
        _batches.ReadStates(_states.AsSpan(0, sums.Length * stride));
        for (int b = 0; b < sums.Length; b++)
        {
            int components = _plan.Shape.Components.Count * EnsembleBlock.Paths;
            ReadOnlySpan<T> rows = _states.AsSpan((b * stride) + components, stride - components);
            BlockPaths paths = _plan.In(first + b);
            ReductionOf(b).ReduceStops(rows, paths, sums[b]);
            store?.KeepStops(first + b, rows, paths);
        }
    }
}
