using System.Runtime.InteropServices;

namespace ItoSharp.Gpu;

/// <summary>The primary context of a device.</summary>
internal sealed class CudaContext : SafeHandle
{
    private readonly int _device;

    public CudaContext(nint context, int device)
        : base(0, true)
    {
        SetHandle(context);
        _device = device;
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Makes it the context of the calling thread.</summary>
    public void Enter(string name) => CudaErrors.Check(CudaNative.cuCtxSetCurrent(handle), nameof(CudaNative.cuCtxSetCurrent), name);

    protected override bool ReleaseHandle() => CudaNative.cuDevicePrimaryCtxRelease_v2(_device) == CudaNative.Success;
}

/// <summary>Something that lives in a context; the context is entered to release it, and outlives it.</summary>
internal abstract class CudaHandle : SafeHandle
{
    private readonly CudaContext _context;

    protected CudaHandle(nint value, CudaContext context)
        : base(0, true)
    {
        bool held = false;
        context.DangerousAddRef(ref held);
        _context = context;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    public nint Value => handle;

    protected abstract int Free();

    protected sealed override bool ReleaseHandle()
    {
        bool freed = CudaNative.cuCtxSetCurrent(_context.DangerousGetHandle()) == CudaNative.Success && Free() == CudaNative.Success;
        _context.DangerousRelease();
        return freed;
    }
}

/// <summary>A compiled text.</summary>
internal sealed class CudaModule(nint value, CudaContext context) : CudaHandle(value, context)
{
    protected override int Free() => CudaNative.cuModuleUnload(handle);
}

/// <summary>A queue of work.</summary>
internal sealed class CudaStream(nint value, CudaContext context) : CudaHandle(value, context)
{
    protected override int Free() => CudaNative.cuStreamDestroy_v2(handle);
}

/// <summary>Memory of a device.</summary>
internal sealed class CudaMemory : DeviceMemory
{
    private readonly CudaContext _context;

    public CudaMemory(nint value, long bytes, MemoryBudget budget, CudaContext context)
        : base(value, bytes, budget)
    {
        bool held = false;
        context.DangerousAddRef(ref held);
        _context = context;
    }

    protected override void Free()
    {
        if (CudaNative.cuCtxSetCurrent(_context.DangerousGetHandle()) == CudaNative.Success)
        {
            _ = CudaNative.cuMemFree_v2(handle);
        }

        _context.DangerousRelease();
    }
}
