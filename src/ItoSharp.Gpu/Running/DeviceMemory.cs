using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>Memory of a device; freed when disposed, and at the latest by the collector.</summary>
internal abstract class DeviceMemory : SafeHandle
{
    private readonly MemoryBudget _budget;

    protected DeviceMemory(nint address, long bytes, MemoryBudget budget)
        : base(0, true)
    {
        SetHandle(address);
        Bytes = bytes;
        _budget = budget;
        budget.Take(bytes);
    }

    public long Bytes { get; }

    /// <summary>What a kernel's argument holds: the handle of OpenCL or the pointer of CUDA.</summary>
    public long Argument => handle;

    public override bool IsInvalid => handle == 0;

    protected abstract void Free();

    protected sealed override bool ReleaseHandle()
    {
        Free();
        _budget.Give(Bytes);
        return true;
    }
}
