namespace ItoSharp.Gpu;

/// <summary>A queue of one thread's work on a device, with its kernels: what OpenCL and CUDA have in common.</summary>
internal abstract class DeviceSession : IDisposable
{
    /// <summary>Takes memory; null where the device has not so much.</summary>
    public abstract DeviceMemory? Allocate(long bytes);

    /// <summary>Copies to the device; the data may change after the call.</summary>
    public void Write(DeviceMemory target, ReadOnlySpan<byte> data) => Write(target, 0, data);

    /// <summary>Copies to the device, to a byte on.</summary>
    public abstract void Write(DeviceMemory target, long offset, ReadOnlySpan<byte> data);

    /// <summary>The driver's own queue: CUstream or cl_command_queue.</summary>
    public abstract nint NativeQueue { get; }

    /// <summary>The driver's own context: CUcontext or cl_context.</summary>
    public abstract nint NativeContext { get; }

    /// <summary>Waits for all that was launched, and copies from the device, from a byte on.</summary>
    public abstract void Read(DeviceMemory source, long offset, Span<byte> data);

    /// <summary>Compiles a text unless that was done before, and takes a kernel from it; returns its number in this session.</summary>
    /// <param name="program">What the text is called in errors.</param>
    /// <param name="source">The text.</param>
    /// <param name="kernel">The kernel's name.</param>
    public abstract int Load(string program, string source, string kernel);

    /// <summary>Launches a kernel.</summary>
    /// <param name="kernel">Its number.</param>
    /// <param name="workItems">The number of work items, a multiple of 16.</param>
    /// <param name="arguments">Its arguments.</param>
    public abstract void Launch(int kernel, long workItems, KernelArguments arguments);

    public abstract void Dispose();
}
