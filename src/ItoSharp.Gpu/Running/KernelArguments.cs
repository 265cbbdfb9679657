using System.Runtime.CompilerServices;

namespace ItoSharp.Gpu;

/// <summary>The arguments of one launch in order; buffers and numbers alike are a few bytes.</summary>
internal sealed class KernelArguments
{
    private readonly List<(long Bits, int Bytes)> _values = [];

    public int Count => _values.Count;

    public (long Bits, int Bytes) this[int index] => _values[index];

    /// <summary>Forgets the arguments, for the next launch.</summary>
    public void Clear() => _values.Clear();

    public KernelArguments Add(DeviceArgument argument)
    {
        _values.Add((argument.Bits, argument.Bytes));
        return this;
    }

    public KernelArguments Add(DeviceMemory memory)
    {
        _values.Add((memory.Argument, sizeof(long)));
        return this;
    }

    public unsafe KernelArguments Add<T>(T value)
        where T : unmanaged
    {
        long bits = 0;
        Unsafe.Write(&bits, value);
        _values.Add((bits, sizeof(T)));
        return this;
    }
}
