using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>An argument of a kernel: an array or a number, as its bytes.</summary>
/// <param name="Bits">The bytes, the first ones lowest.</param>
/// <param name="Bytes">Their number, 4 or 8.</param>
public readonly record struct DeviceArgument(long Bits, int Bytes)
{
    /// <summary>An array: its handle.</summary>
    public static implicit operator DeviceArgument(DeviceArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new(array.Handle, sizeof(long));
    }

    /// <summary>A number.</summary>
    public static implicit operator DeviceArgument(int value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator DeviceArgument(uint value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator DeviceArgument(long value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator DeviceArgument(ulong value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator DeviceArgument(float value) => Of(value);

    /// <summary>A number.</summary>
    public static implicit operator DeviceArgument(double value) => Of(value);

    /// <summary>A number of at most 8 bytes.</summary>
    public static unsafe DeviceArgument Of<T>(T value)
        where T : unmanaged
    {
        long bits = 0;
        Unsafe.Write(&bits, value);
        return new(bits, sizeof(T));
    }
}
