namespace ItoSharp.Gpu;

/// <summary>A session's memory as what field samplers and models see.</summary>
internal sealed class SessionArray(DeviceMemory memory) : DeviceArray
{
    public DeviceMemory Memory => memory;

    public override long Bytes => memory.Bytes;

    public override nint Handle => (nint)memory.Argument;

    public override void Dispose() => memory.Dispose();
}
