using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>Arrays that are freed together, also where the last of them was not to be had.</summary>
internal sealed class DeviceArrays(DeviceQueue queue) : IDisposable
{
    private readonly List<DeviceArray> _arrays = [];

    /// <summary>Takes an array of so many numbers.</summary>
    public DeviceArray Take<T>(long length)
        where T : unmanaged
    {
        DeviceArray array = queue.Allocate(Math.Max(length, 1) * Unsafe.SizeOf<T>());
        _arrays.Add(array);
        return array;
    }

    /// <summary>Takes an array that holds a copy.</summary>
    public DeviceArray Copy<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        DeviceArray array = Take<T>(values.Length);
        queue.Write(array, values);
        return array;
    }

    public void Dispose()
    {
        _arrays.ForEach(array => array.Dispose());
        _arrays.Clear();
    }
}
