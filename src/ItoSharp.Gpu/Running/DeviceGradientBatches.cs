using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>A gradient's batches on a device: as many blocks at once as were planned, fewer where its memory ends.</summary>
internal sealed class DeviceGradientBatches<T> : EnsembleGradientBatches<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Accumulators of a sum, and of a column's tails.
    private const int Lanes = 16;
    private const int TailLanes = 2 * 8;

    private readonly DeviceGradient<T> _program;
    private readonly DeviceSession _session;
    private readonly List<DeviceMemory> _memory = [];
    private readonly int _gradient;
    private readonly int _columnSums;
    private readonly int _columnProducts;
    private readonly int _columnTails;
    private readonly int _slots;
    private readonly int _actionCount;
    private readonly DeviceMemory _states;
    private readonly DeviceMemory _tapes;
    private readonly DeviceMemory _cotangents;
    private readonly DeviceMemory _constantSums;
    private readonly DeviceMemory _results;
    private readonly DeviceMemory[] _inputs;
    private readonly DeviceMemory _sums;
    private readonly DeviceMemory _residuals;
    private readonly DeviceMemory _products;
    private readonly DeviceMemory _extremes;
    private readonly DeviceMemory _tails;
    private long _firstBlock;
    private int _blocks;

    public DeviceGradientBatches(GpuDevice device, DeviceGradient<T> program, ReadOnlyMemory<int> actions, int slots, int mostBlocks)
    {
        (_program, _slots, _actionCount) = (program, slots, actions.Length / 4);
        DeviceProgram<T> run = program.Run;
        long once = program.OnceBytes + ((long)actions.Length * sizeof(int));
        long block = program.BlockBytes + (slots * program.SlotBytes);
        long room = device.Room.Bytes;
        long largest = Math.Max(slots * program.SlotBytes, program.BlockBytes);
        int blocks = (int)Math.Min(mostBlocks, Math.Min((room - once) / block, device.MostBytesAtOnce / largest));
        if (blocks < 1)
        {
            throw new DeviceMemoryException(device.Name, once + block, Math.Min(room, device.MostBytesAtOnce));
        }

        _session = device.OpenSession();
        try
        {
            _gradient = _session.Load(run.Name, run.Source, "gradient");
            _columnSums = _session.Load("the sums of columns", run.Sums!, "column_sums");
            _columnProducts = _session.Load("the sums of columns", run.Sums!, "column_products");
            _columnTails = _session.Load("the sums of columns", run.Sums!, "column_tails");

            // What the driver says is free may be wrong: fewer blocks then, down to one.
            while (!TryAllocate(Buffers(blocks)))
            {
                blocks /= 2;
                if (blocks == 0)
                {
                    throw new DeviceMemoryException(device.Name, once + block, device.FreeMemoryBytes);
                }
            }

            Blocks = blocks;
            (_states, _tapes, _cotangents, _constantSums, _results) = (_memory[0], _memory[1], _memory[2], _memory[3], _memory[4]);
            (_sums, _residuals, _products, _extremes, _tails) = (_memory[5], _memory[6], _memory[7], _memory[8], _memory[9]);
            DeviceMemory Copy<TValue>(ReadOnlyMemory<TValue> values)
                where TValue : unmanaged
            {
                DeviceMemory copy =
                    _session.Allocate(Math.Max(1, values.Length) * (long)Unsafe.SizeOf<TValue>())
                    ?? throw new DeviceMemoryException(device.Name, once + block, device.FreeMemoryBytes);
                _memory.Add(copy);
                _session.Write(copy, MemoryMarshal.AsBytes(values.Span));
                return copy;
            }

            // In the order of the kernel's parameters.
            _inputs =
            [
                Copy(run.Start),
                Copy(run.Values),
                Copy(run.Table),
                Copy(actions),
                Copy(program.ObservationSteps),
                Copy(program.ObservationTimes),
                Copy(program.ObservationShares),
                Copy(program.LastSteps),
                Copy(program.FirstParts),
                Copy(program.Parts),
                Copy(program.PartWeights),
                Copy(program.PartWidths),
                Copy(program.TimedFirst),
                Copy(program.TimedColumns),
                Copy(program.TimedRates),
                Copy(program.ConstantRates),
            ];
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override int Blocks { get; }

    public override long Bytes => _memory.Sum(memory => memory.Bytes);

    public override bool Sums => true;

    public override void Compute(long firstBlock, int blocks, ReadOnlySpan<T> states)
    {
        (_firstBlock, _blocks) = (firstBlock, blocks);
        if (!states.IsEmpty)
        {
            _session.Write(_states, MemoryMarshal.AsBytes(states));
        }

        KernelArguments arguments = new KernelArguments().Add(_states).Add(_tapes).Add(_cotangents).Add(_constantSums).Add(_results);
        foreach (DeviceMemory input in _inputs)
        {
            arguments.Add(input);
        }

        DeviceProgram<T> run = _program.Run;
        arguments
            .Add(run.StartTime)
            .Add(run.Seed)
            .Add((ulong)firstBlock)
            .Add((ulong)run.Paths)
            .Add(run.Antithetic ? 1 : 0)
            .Add(run.Refinement)
            .Add(states.IsEmpty ? 2 : 1)
            .Add(_program.Steps)
            .Add(_slots)
            .Add(_actionCount)
            .Add(_program.ObservationSteps.Length)
            .Add(_program.Targets);
        _session.Launch(_gradient, (long)blocks * EnsembleBlock.Paths, arguments);
    }

    public override void ReadResults(int block, Span<double> results)
    {
        long stride = (long)_program.Run.Columns * EnsembleBlock.Paths * sizeof(double);
        _session.Read(_results, block * stride, MemoryMarshal.AsBytes(results));
    }

    public override void Sum(Span<double> sums, Span<double> residuals, Span<double> products, Span<double> extremes, Span<double> tails)
    {
        DeviceProgram<T> run = _program.Run;
        SumColumns(_sums, 0);
        SumColumns(_residuals, 1);
        KernelArguments arguments = Block(new KernelArguments().Add(_results).Add(_sums).Add(_products));
        _session.Launch(
            _columnProducts,
            (long)_blocks * run.Products * Lanes,
            arguments.Add(run.Covariance ? 1 : 0).Add(1).Add(run.Columns)
        );
        KernelArguments ofTails = Block(new KernelArguments().Add(_results).Add(_tails));
        _session.Launch(_columnTails, (long)_blocks * run.Columns * TailLanes, ofTails.Add(run.Columns));
        _session.Read(_sums, 0, MemoryMarshal.AsBytes(sums));
        _session.Read(_residuals, 0, MemoryMarshal.AsBytes(residuals));
        _session.Read(_products, 0, MemoryMarshal.AsBytes(products));
        _session.Read(_extremes, 0, MemoryMarshal.AsBytes(extremes));
        _session.Read(_tails, 0, MemoryMarshal.AsBytes(tails));
    }

    public override void Dispose()
    {
        // Waits for what is under way before its memory goes.
        _session.Dispose();
        Release();
    }

    private void SumColumns(DeviceMemory results, int aboutMean)
    {
        DeviceProgram<T> run = _program.Run;
        KernelArguments arguments = Block(new KernelArguments().Add(_results).Add(_sums).Add(results).Add(_extremes));
        _session.Launch(_columnSums, (long)_blocks * run.Columns * Lanes, arguments.Add(aboutMean).Add(1).Add(run.Columns));
    }

    private KernelArguments Block(KernelArguments arguments) =>
        arguments.Add((ulong)_firstBlock).Add((ulong)_program.Run.Paths).Add(_program.Run.Antithetic ? 1 : 0);

    /// <summary>The bytes of what a batch of so many blocks holds, in the order of the fields.</summary>
    private long[] Buffers(int blocks)
    {
        DeviceProgram<T> run = _program.Run;
        long places = (long)blocks * EnsembleBlock.Paths;
        long columns = (long)blocks * run.Columns * sizeof(double);
        return
        [
            run.Start.IsEmpty ? places * run.Rows * Unsafe.SizeOf<T>() : sizeof(double),
            blocks * _slots * _program.SlotBytes,
            places * _program.Targets * _program.CotangentRows * Unsafe.SizeOf<T>(),
            Math.Max(sizeof(double), places * _program.Targets * _program.Constants * sizeof(double)),
            EnsembleBlock.Paths * columns,
            Lanes * columns,
            Lanes * columns,
            (long)blocks * Lanes * run.Products * sizeof(double),
            2 * Lanes * columns,
            3 * TailLanes * columns,
        ];
    }

    private bool TryAllocate(long[] buffers)
    {
        foreach (long bytes in buffers)
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
