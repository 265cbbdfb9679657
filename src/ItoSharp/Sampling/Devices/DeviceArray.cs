namespace ItoSharp;

/// <summary>Memory of a device. Disposing frees it; whoever allocated it disposes it.</summary>
public abstract class DeviceArray : IDisposable
{
    /// <summary>Its size.</summary>
    public abstract long Bytes { get; }

    /// <summary>The <c>CUdeviceptr</c> or <c>cl_mem</c>, as <see cref="DeviceQueue.Api"/> says.</summary>
    public abstract nint Handle { get; }

    /// <inheritdoc/>
    public abstract void Dispose();
}
