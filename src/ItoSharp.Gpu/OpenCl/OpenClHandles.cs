using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>Something of OpenCL's that is to be released.</summary>
internal abstract class OpenClHandle : SafeHandle
{
    protected OpenClHandle(nint value)
        : base(0, true) => SetHandle(value);

    public override bool IsInvalid => handle == 0;
}

/// <summary>A context of one device.</summary>
internal sealed class OpenClContext(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseContext(handle) == OpenClNative.Success;
}

/// <summary>A queue of commands, which run in order.</summary>
internal sealed class OpenClQueue(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseCommandQueue(handle) == OpenClNative.Success;
}

/// <summary>A compiled text.</summary>
internal sealed class OpenClProgram(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseProgram(handle) == OpenClNative.Success;
}

/// <summary>A kernel with its arguments: one thread's.</summary>
internal sealed class OpenClKernel(nint value) : OpenClHandle(value)
{
    protected override bool ReleaseHandle() => OpenClNative.clReleaseKernel(handle) == OpenClNative.Success;
}

/// <summary>A buffer of a device.</summary>
internal sealed class OpenClMemory(nint value, long bytes, MemoryBudget budget) : DeviceMemory(value, bytes, budget)
{
    protected override void Free() => OpenClNative.clReleaseMemObject(handle);
}
