namespace ItoSharp.Gpu;

/// <summary>A queue and a kernel of OpenCL.</summary>
internal sealed unsafe class OpenClSession : DeviceSession
{
    private const int WorkGroup = 128;

    private readonly OpenClContext _context;
    private readonly Func<string, string, OpenClProgram> _programs;
    private readonly OpenClQueue _queue;
    private readonly List<OpenClKernel> _kernels = [];
    private readonly string _name;
    private readonly MemoryBudget _budget;

    public OpenClSession(OpenClContext context, Func<string, string, OpenClProgram> programs, nint device, string name, MemoryBudget budget)
    {
        (_context, _programs, _name, _budget) = (context, programs, name, budget);
        int code;
        nint queue = OpenClNative.clCreateCommandQueue(context, device, 0, &code);
        OpenClErrors.Check(code, nameof(OpenClNative.clCreateCommandQueue), name);
        _queue = new(queue);
    }

    public override int Load(string program, string source, string kernel)
    {
        int code;
        nint created = OpenClNative.clCreateKernel(_programs(program, source), kernel, &code);
        OpenClErrors.Check(code, nameof(OpenClNative.clCreateKernel), _name);
        _kernels.Add(new(created));
        return _kernels.Count - 1;
    }

    public override DeviceMemory? Allocate(long bytes)
    {
        int code;
        nint memory = OpenClNative.clCreateBuffer(_context, OpenClNative.MemoryReadWrite, (nuint)bytes, null, &code);
        if (OpenClErrors.IsMemory(code))
        {
            return null;
        }

        OpenClErrors.Check(code, nameof(OpenClNative.clCreateBuffer), _name);
        return new OpenClMemory(memory, bytes, _budget);
    }

    public override nint NativeQueue => _queue.DangerousGetHandle();

    public override nint NativeContext => _context.DangerousGetHandle();

    public override void Write(DeviceMemory target, long offset, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        fixed (byte* first = data)
        {
            int code = OpenClNative.clEnqueueWriteBuffer(_queue, target, 1, (nuint)offset, (nuint)data.Length, first, 0, null, null);
            OpenClErrors.Check(code, nameof(OpenClNative.clEnqueueWriteBuffer), _name);
        }
    }

    public override void Read(DeviceMemory source, long offset, Span<byte> data)
    {
        if (data.IsEmpty)
        {
            OpenClErrors.Check(OpenClNative.clFinish(_queue), nameof(OpenClNative.clFinish), _name);
            return;
        }

        fixed (byte* first = data)
        {
            int code = OpenClNative.clEnqueueReadBuffer(_queue, source, 1, (nuint)offset, (nuint)data.Length, first, 0, null, null);
            OpenClErrors.Check(code, nameof(OpenClNative.clEnqueueReadBuffer), _name);
        }
    }

    public override void Launch(int kernel, long workItems, KernelArguments arguments)
    {
        OpenClKernel launched = _kernels[kernel];
        for (int i = 0; i < arguments.Count; i++)
        {
            (long bits, int bytes) = arguments[i];
            int set = OpenClNative.clSetKernelArg(launched, (uint)i, (nuint)bytes, &bits);
            OpenClErrors.Check(set, nameof(OpenClNative.clSetKernelArg), _name);
        }

        nuint global = (nuint)workItems;
        // Groups must divide the whole; sums come in sixteens.
        nuint local = (nuint)(workItems % WorkGroup == 0 ? WorkGroup : 16);
        int code = OpenClNative.clEnqueueNDRangeKernel(_queue, launched, 1, null, &global, &local, 0, null, null);
        OpenClErrors.Check(code, nameof(OpenClNative.clEnqueueNDRangeKernel), _name);
    }

    public override void Dispose()
    {
        // Commands under way still use the memory that is about to be freed.
        if (!_queue.IsClosed)
        {
            _ = OpenClNative.clFinish(_queue);
        }

        _kernels.ForEach(kernel => kernel.Dispose());
        _queue.Dispose();
    }
}
