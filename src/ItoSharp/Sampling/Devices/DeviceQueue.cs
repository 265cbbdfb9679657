using System.Runtime.InteropServices;

namespace ItoSharp;

/// <summary>
/// A device's queue as one thread uses it: memory, copies and kernels, in the order in which they are asked for. Models that are
/// called with device memory put their work into it, by these methods or by <see cref="NativeQueue"/>.
/// </summary>
public abstract class DeviceQueue : IDisposable
{
    /// <summary>What people call the device.</summary>
    public abstract string Device { get; }

    /// <summary>Whose handles these are.</summary>
    public abstract DeviceApi Api { get; }

    /// <summary>The <c>CUstream</c> or <c>cl_command_queue</c>; work that is put there comes after what was asked for before.</summary>
    public abstract nint NativeQueue { get; }

    /// <summary>The <c>CUcontext</c> or <c>cl_context</c>.</summary>
    public abstract nint NativeContext { get; }

    /// <summary>Takes memory, whose content is undefined.</summary>
    /// <param name="bytes">At least 1.</param>
    /// <exception cref="Exception">The device's own, where it has too little: it names what was asked and what is free.</exception>
    public abstract DeviceArray Allocate(long bytes);

    /// <summary>Copies to the device; the data may change after the call.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="offset">The first byte that is written.</param>
    /// <param name="data">What is copied.</param>
    public abstract void Write(DeviceArray target, long offset, ReadOnlySpan<byte> data);

    /// <summary>Waits for all that was asked for, and copies from the device.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="offset">The first byte that is read.</param>
    /// <param name="data">Filled.</param>
    public abstract void Read(DeviceArray source, long offset, Span<byte> data);

    /// <summary>Compiles a text, once a device and process, and takes a kernel of it; returns its number in this queue.</summary>
    /// <param name="program">What the text is called in errors.</param>
    /// <param name="source">OpenCL C or CUDA C.</param>
    /// <param name="kernel">The kernel's name.</param>
    public abstract int Load(string program, string source, string kernel);

    /// <summary>Launches a kernel.</summary>
    /// <param name="kernel">Its number.</param>
    /// <param name="workItems">Work items, rounded up to a multiple of 128: the kernel finds out which are too many.</param>
    /// <param name="arguments">Its arguments in order.</param>
    public abstract void Launch(int kernel, long workItems, ReadOnlySpan<DeviceArgument> arguments);

    /// <summary>Waits for all that was asked for, and closes; arrays are disposed by who took them.</summary>
    public abstract void Dispose();

    /// <summary>Copies numbers to the device.</summary>
    public void Write<T>(DeviceArray target, ReadOnlySpan<T> data)
        where T : unmanaged => Write(target, 0, MemoryMarshal.AsBytes(data));

    /// <summary>Waits, and copies numbers from the device.</summary>
    public void Read<T>(DeviceArray source, Span<T> data)
        where T : unmanaged => Read(source, 0, MemoryMarshal.AsBytes(data));
}
