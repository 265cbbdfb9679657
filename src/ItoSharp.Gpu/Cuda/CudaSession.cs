namespace ItoSharp.Gpu;

/// <summary>A stream and a kernel of CUDA.</summary>
internal sealed unsafe class CudaSession : DeviceSession
{
    private const uint ThreadsOfBlock = 128;

    private readonly CudaContext _context;
    private readonly Func<string, string, CudaModule> _modules;
    private readonly CudaStream _stream;
    private readonly List<nint> _kernels = [];
    private readonly string _name;
    private readonly MemoryBudget _budget;

    public CudaSession(CudaContext context, Func<string, string, CudaModule> modules, string name, MemoryBudget budget)
    {
        (_context, _modules, _name, _budget) = (context, modules, name, budget);
        context.Enter(name);
        nint stream;
        CudaErrors.Check(CudaNative.cuStreamCreate(&stream, 1), nameof(CudaNative.cuStreamCreate), name);
        _stream = new(stream, context);
    }

    public override int Load(string program, string source, string kernel)
    {
        _context.Enter(_name);
        nint function;
        CudaErrors.Check(
            CudaNative.cuModuleGetFunction(&function, _modules(program, source).Value, kernel),
            nameof(CudaNative.cuModuleGetFunction),
            _name
        );
        _kernels.Add(function);
        return _kernels.Count - 1;
    }

    public override DeviceMemory? Allocate(long bytes)
    {
        _context.Enter(_name);
        nint memory;
        int code = CudaNative.cuMemAlloc_v2(&memory, (nuint)bytes);
        if (code == CudaNative.OutOfMemory)
        {
            return null;
        }

        CudaErrors.Check(code, nameof(CudaNative.cuMemAlloc_v2), _name);
        return new CudaMemory(memory, bytes, _budget, _context);
    }

    public override nint NativeQueue => _stream.Value;

    public override nint NativeContext => _context.DangerousGetHandle();

    public override void Write(DeviceMemory target, long offset, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        _context.Enter(_name);
        fixed (byte* first = data)
        {
            int code = CudaNative.cuMemcpyHtoDAsync_v2((nint)(target.Argument + offset), first, (nuint)data.Length, _stream.Value);
            CudaErrors.Check(code, nameof(CudaNative.cuMemcpyHtoDAsync_v2), _name);
            Wait();
        }
    }

    public override void Read(DeviceMemory source, long offset, Span<byte> data)
    {
        _context.Enter(_name);
        if (!data.IsEmpty)
        {
            fixed (byte* first = data)
            {
                int code = CudaNative.cuMemcpyDtoHAsync_v2(first, (nint)(source.Argument + offset), (nuint)data.Length, _stream.Value);
                CudaErrors.Check(code, nameof(CudaNative.cuMemcpyDtoHAsync_v2), _name);
                Wait();
                return;
            }
        }

        Wait();
    }

    public override void Launch(int kernel, long workItems, KernelArguments arguments)
    {
        _context.Enter(_name);
        long* values = stackalloc long[arguments.Count];
        void** pointers = stackalloc void*[arguments.Count];
        for (int i = 0; i < arguments.Count; i++)
        {
            values[i] = arguments[i].Bits;
            pointers[i] = values + i;
        }

        // Blocks must divide the whole; sums come in sixteens.
        uint threads = workItems % ThreadsOfBlock == 0 ? ThreadsOfBlock : 16;
        int code = CudaNative.cuLaunchKernel(
            _kernels[kernel],
            (uint)(workItems / threads),
            1,
            1,
            threads,
            1,
            1,
            0,
            _stream.Value,
            pointers,
            null
        );
        CudaErrors.Check(code, nameof(CudaNative.cuLaunchKernel), _name);
    }

    public override void Dispose()
    {
        // Work under way still uses the memory that is about to be freed; its errors were reported where it was waited for.
        if (!_stream.IsClosed && CudaNative.cuCtxSetCurrent(_context.DangerousGetHandle()) == CudaNative.Success)
        {
            _ = CudaNative.cuStreamSynchronize(_stream.Value);
        }

        _stream.Dispose();
    }

    private void Wait() => CudaErrors.Check(CudaNative.cuStreamSynchronize(_stream.Value), nameof(CudaNative.cuStreamSynchronize), _name);
}
