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
    private readonly DeviceMemory _observations;
    private readonly DeviceMemory _start;
    private readonly DeviceMemory _values;
    private readonly DeviceMemory _table;
    private readonly DeviceMemory _steps;
    private readonly DeviceMemory _times;
    private long _firstBlock;
    private int _blocks;
    private bool _isUniform;

    public DeviceBatches(GpuDevice device, DeviceProgram<T> program, int mostBlocks, int mostObservations)
    {
        _program = program;
        long stateBytes = (long)EnsembleBlock.Paths * program.Rows * sizeof(T);
        long observedBytes = (long)EnsembleBlock.Paths * program.Columns * Math.Max(mostObservations, 1) * sizeof(T);
        long block = stateBytes + observedBytes;
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

        _session = device.Compile(program.Name, program.Source, program.UsesDouble);
        try
        {
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
            (_states, _observations) = (_memory[0], _memory[1]);
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
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override int Blocks { get; }

    public override void Start(long firstBlock, int blocks, ReadOnlySpan<T> states)
    {
        (_firstBlock, _blocks, _isUniform) = (firstBlock, blocks, states.IsEmpty);
        _session.Write(_states, MemoryMarshal.AsBytes(states));
    }

    public override void Advance(
        int firstStep,
        int endStep,
        ReadOnlySpan<int> observationSteps,
        ReadOnlySpan<T> observationTimes,
        Span<T> observed
    )
    {
        _session.Write(_steps, MemoryMarshal.AsBytes(observationSteps));
        _session.Write(_times, MemoryMarshal.AsBytes(observationTimes));
        int begin =
            firstStep > 0 ? 0
            : _isUniform ? 2
            : 1;
        KernelArguments arguments = new KernelArguments()
            .Add(_states)
            .Add(_observations)
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
        _session.Launch((long)_blocks * EnsembleBlock.Paths, arguments);
        _session.Read(_observations, MemoryMarshal.AsBytes(observed));
    }

    public override void ReadStates(Span<T> states) => _session.Read(_states, MemoryMarshal.AsBytes(states));

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
