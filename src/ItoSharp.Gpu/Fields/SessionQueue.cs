namespace ItoSharp.Gpu;

/// <summary>A session as the queue of a field sampler and its model.</summary>
internal sealed class SessionQueue(GpuDevice device, DeviceSession session) : DeviceQueue
{
    private const int Group = 128;

    private readonly KernelArguments _arguments = new();
    private readonly long _most = Math.Min(device.MemoryLimit ?? long.MaxValue, device.MostBytesAtOnce);
    private readonly long _limit = device.MemoryLimit ?? long.MaxValue;
    private readonly List<DeviceMemory> _taken = [];

    public override string Device => device.Name;

    public override DeviceApi Api => device.Backend == GpuBackend.Cuda ? DeviceApi.Cuda : DeviceApi.OpenCl;

    public override nint NativeQueue => session.NativeQueue;

    public override nint NativeContext => session.NativeContext;

    public override DeviceArray Allocate(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        _taken.RemoveAll(memory => memory.IsClosed);
        long free = Math.Min(_limit - _taken.Sum(memory => memory.Bytes), device.FreeMemoryBytes);
        DeviceMemory? memory = bytes <= Math.Min(free, _most) ? session.Allocate(bytes) : null;
        if (memory is null)
        {
            throw new DeviceMemoryException(
                device.Name,
                bytes,
                Math.Max(Math.Min(free, _most), 0),
                "an array of a field sampler or its model",
                "sample fewer rows at a time (SampleOptions.RowsPerCall), free some, or raise the limit"
            );
        }

        _taken.Add(memory);
        return new SessionArray(memory);
    }

    public override void Write(DeviceArray target, long offset, ReadOnlySpan<byte> data)
    {
        RequireRange(target, offset, data.Length);
        session.Write(Memory(target), offset, data);
    }

    public override void Read(DeviceArray source, long offset, Span<byte> data)
    {
        RequireRange(source, offset, data.Length);
        session.Read(Memory(source), offset, data);
    }

    public override int Load(string program, string source, string kernel) => session.Load(program, source, kernel);

    public override void Launch(int kernel, long workItems, ReadOnlySpan<DeviceArgument> arguments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workItems, 1);
        _arguments.Clear();
        foreach (DeviceArgument argument in arguments)
        {
            _arguments.Add(argument);
        }

        session.Launch(kernel, (workItems + Group - 1) / Group * Group, _arguments);
    }

    public override void Dispose() => session.Dispose();

    private static DeviceMemory Memory(DeviceArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return array is SessionArray ours
            ? ours.Memory
            : throw new ArgumentException($"{array.GetType().Name} is not an array of this queue", nameof(array));
    }

    private static void RequireRange(DeviceArray array, long offset, long bytes)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (offset < 0 || offset + bytes > array.Bytes)
        {
            throw new ArgumentOutOfRangeException(
                nameof(offset),
                offset,
                FormattableString.Invariant($"{bytes} bytes from there on do not lie in an array of {array.Bytes}")
            );
        }
    }
}
