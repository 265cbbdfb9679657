using System.Numerics;
using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>A program's batches on a device: as many blocks at once as its memory has room for.</summary>
internal sealed unsafe class DeviceBatches<T> : EnsembleBatches<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly DeviceProgram<T> _program;
    private readonly DeviceSession _session;
    private readonly List<DeviceMemory> _memory = [];
    private readonly DeviceMemory _states;
    private readonly DeviceMemory _observed;
    private readonly DeviceMemory _start;
    private readonly DeviceMemory _values;
    private readonly DeviceMemory _table;
    private readonly DeviceMemory _steps;
    private readonly DeviceMemory _times;
    private readonly int _kernel;
    private readonly int _columnSums;
    private readonly int _columnProducts;
    private readonly DeviceMemory? _sums;
    private readonly DeviceMemory? _residuals;
    private readonly DeviceMemory? _products;
    private readonly DeviceMemory? _extremes;
    private int _observations;
    private long _firstBlock;
    private int _blocks;
    private bool _isUniform;

    public DeviceBatches(GpuDevice device, DeviceProgram<T> program, int mostBlocks, int mostObservations)
    {
        _program = program;
        long stateBytes = (long)EnsembleBlock.Paths * program.Rows * sizeof(T);
        long observedBytes = (long)EnsembleBlock.Paths * program.Columns * Math.Max(mostObservations, 1) * sizeof(T);
        Sums = program.Sums is not null && device.SupportsDouble;
        long sumBytes = Sums
            ? Lanes * Math.Max(mostObservations, 1) * ((long)(2 * program.Columns) + program.Products) * sizeof(double)
            : 0;
        long extremeBytes = Sums ? Lanes * Math.Max(mostObservations, 1) * (2L * program.Columns) * sizeof(T) : 0;
        long block = stateBytes + observedBytes + sumBytes + extremeBytes;
        long once =
            ((long)(program.Values.Length + program.Table.Length + program.Start.Length + 1) * sizeof(T))
            + ((long)(mostObservations + 1) * (sizeof(int) + sizeof(T)));
        long room = Math.Min(device.MemoryLimit ?? long.MaxValue, device.FreeMemoryBytes);
        long fits = Math.Min((room - once) / block, device.MostBytesAtOnce / Math.Max(stateBytes, observedBytes));
        int blocks = (int)Math.Min(mostBlocks, fits);
        if (blocks < 1)
        {
            throw new DeviceMemoryException(device.Name, once + block, room);
        }

        _session = device.OpenSession();
        try
        {
            _kernel = _session.Load(program.Name, program.Source, "ensemble");
            if (Sums)
            {
                _columnSums = _session.Load("the sums of columns", program.Sums!, "column_sums");
                _columnProducts = _session.Load("the sums of columns", program.Sums!, "column_products");
            }

            // What the driver says is free may be wrong: fewer blocks then, down to one.
            while (!TryAllocate(blocks * stateBytes, blocks * observedBytes))
            {
                blocks /= 2;
                if (blocks == 0)
                {
                    throw new DeviceMemoryException(device.Name, once + block, device.FreeMemoryBytes);
                }
            }

            Blocks = blocks;
            (_states, _observed) = (_memory[0], _memory[1]);
            DeviceMemory Take(long bytes)
            {
                DeviceMemory taken =
                    _session.Allocate(Math.Max(bytes, sizeof(T)))
                    ?? throw new DeviceMemoryException(device.Name, once + block, device.FreeMemoryBytes);
                _memory.Add(taken);
                return taken;
            }

            DeviceMemory Copy(ReadOnlyMemory<T> values)
            {
                DeviceMemory copy = Take((long)values.Length * sizeof(T));
                _session.Write(copy, MemoryMarshal.AsBytes(values.Span));
                return copy;
            }

            _start = Copy(program.Start);
            _values = Copy(program.Values);
            _table = Copy(program.Table);
            _steps = Take((long)mostObservations * sizeof(int));
            _times = Take((long)mostObservations * sizeof(T));
            if (Sums)
            {
                long column = (long)blocks * Math.Max(mostObservations, 1) * Lanes;
                _sums = Take(column * program.Columns * sizeof(double));
                _residuals = Take(column * program.Columns * sizeof(double));
                _products = Take(column * _program.Products * sizeof(double));
                _extremes = Take(column * program.Columns * 2 * sizeof(T));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // Accumulators of a sum.
    private const int Lanes = 16;

    public override int Blocks { get; }

    public override bool Sums { get; }

    public override void Start(long firstBlock, int blocks, ReadOnlySpan<T> states)
    {
        (_firstBlock, _blocks, _isUniform) = (firstBlock, blocks, states.IsEmpty);
        _session.Write(_states, MemoryMarshal.AsBytes(states));
    }

    public override void Advance(int firstStep, int endStep, ReadOnlySpan<int> observationSteps, ReadOnlySpan<T> observationTimes)
    {
        _observations = observationSteps.Length;
        _session.Write(_steps, MemoryMarshal.AsBytes(observationSteps));
        _session.Write(_times, MemoryMarshal.AsBytes(observationTimes));
        int begin =
            firstStep > 0 ? 0
            : _isUniform ? 2
            : 1;
        KernelArguments arguments = new KernelArguments()
            .Add(_states)
            .Add(_observed)
            .Add(_start)
            .Add(_values)
            .Add(_table)
            .Add(_steps)
            .Add(_times)
            .Add(_program.StartTime)
            .Add(_program.Seed)
            .Add((ulong)_firstBlock)
            .Add((ulong)_program.Paths)
            .Add(_program.Antithetic ? 1 : 0)
            .Add(_program.Refinement)
            .Add(begin)
            .Add(firstStep)
            .Add(endStep)
            .Add(observationSteps.Length);
        _session.Launch(_kernel, (long)_blocks * EnsembleBlock.Paths, arguments);
    }

    public override void ReadObserved(int block, Span<T> observed)
    {
        long stride = (long)_observations * _program.Columns * EnsembleBlock.Paths * sizeof(T);
        _session.Read(_observed, block * stride, MemoryMarshal.AsBytes(observed));
    }

    public override void Sum(Span<double> sums, Span<double> residuals, Span<double> products, Span<T> extremes)
    {
        SumColumns(_sums!, 0);
        SumColumns(_residuals!, 1);
        KernelArguments arguments = new KernelArguments()
            .Add(_observed)
            .Add(_sums!)
            .Add(_products!)
            .Add((ulong)_firstBlock)
            .Add((ulong)_program.Paths)
            .Add(_program.Antithetic ? 1 : 0)
            .Add(_program.Covariance ? 1 : 0)
            .Add(_observations)
            .Add(_program.Columns);
        _session.Launch(_columnProducts, (long)_blocks * _observations * _program.Products * Lanes, arguments);
        _session.Read(_sums!, 0, MemoryMarshal.AsBytes(sums));
        _session.Read(_residuals!, 0, MemoryMarshal.AsBytes(residuals));
        _session.Read(_products!, 0, MemoryMarshal.AsBytes(products));
        _session.Read(_extremes!, 0, MemoryMarshal.AsBytes(extremes));
    }

    private void SumColumns(DeviceMemory results, int aboutMean)
    {
        KernelArguments arguments = new KernelArguments()
            .Add(_observed)
            .Add(_sums!)
            .Add(results)
            .Add(_extremes!)
            .Add((ulong)_firstBlock)
            .Add((ulong)_program.Paths)
            .Add(_program.Antithetic ? 1 : 0)
            .Add(aboutMean)
            .Add(_observations)
            .Add(_program.Columns);
        _session.Launch(_columnSums, (long)_blocks * _observations * _program.Columns * Lanes, arguments);
    }

    public override void ReadStates(Span<T> states) => _session.Read(_states, 0, MemoryMarshal.AsBytes(states));

    public override void Dispose()
    {
        // Waits for what is under way before its memory goes.
        _session.Dispose();
        Release();
    }

    private bool TryAllocate(long stateBytes, long observedBytes)
    {
        foreach (long bytes in (ReadOnlySpan<long>)[stateBytes, observedBytes])
        {
            if (_session.Allocate(bytes) is not { } memory)
            {
                Release();
                return false;
            }

            _memory.Add(memory);
        }

        return true;
    }

    private void Release()
    {
        foreach (DeviceMemory memory in _memory)
        {
            memory.Dispose();
        }

        _memory.Clear();
    }
}
