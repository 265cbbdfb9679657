namespace ItoSharp.Gpu;

/// <summary>A queue of one thread's work on a device, with one kernel: what OpenCL and CUDA have in common.</summary>
internal abstract class DeviceSession : IDisposable
{
    /// <summary>Takes memory; null where the device has not so much.</summary>
    public abstract DeviceMemory? Allocate(long bytes);

    /// <summary>Copies to the device; the data may change after the call.</summary>
    public abstract void Write(DeviceMemory target, ReadOnlySpan<byte> data);

    /// <summary>Waits for all that was launched, and copies from the device.</summary>
    public abstract void Read(DeviceMemory source, Span<byte> data);

    /// <summary>Launches the kernel.</summary>
    public abstract void Launch(long workItems, KernelArguments arguments);

    public abstract void Dispose();
}
