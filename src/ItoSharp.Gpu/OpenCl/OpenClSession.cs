namespace ItoSharp.Gpu;

/// <summary>A queue and a kernel of OpenCL.</summary>
internal sealed unsafe class OpenClSession : DeviceSession
{
    private const int WorkGroup = 128;

    private readonly OpenClContext _context;
    private readonly OpenClQueue _queue;
    private readonly OpenClKernel _kernel;
    private readonly string _name;
    private readonly MemoryBudget _budget;

    public OpenClSession(OpenClContext context, OpenClProgram program, nint device, string name, MemoryBudget budget)
    {
        (_context, _name, _budget) = (context, name, budget);
        int code;
        nint queue = OpenClNative.clCreateCommandQueue(context, device, 0, &code);
        OpenClErrors.Check(code, nameof(OpenClNative.clCreateCommandQueue), name);
        _queue = new(queue);
        nint kernel = OpenClNative.clCreateKernel(program, "ensemble", &code);
        if (code != OpenClNative.Success)
        {
            _queue.Dispose();
        }

        OpenClErrors.Check(code, nameof(OpenClNative.clCreateKernel), name);
        _kernel = new(kernel);
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

    public override void Write(DeviceMemory target, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return;
        }

        fixed (byte* first = data)
        {
            int code = OpenClNative.clEnqueueWriteBuffer(_queue, target, 1, 0, (nuint)data.Length, first, 0, null, null);
            OpenClErrors.Check(code, nameof(OpenClNative.clEnqueueWriteBuffer), _name);
        }
    }

    public override void Read(DeviceMemory source, Span<byte> data)
    {
        if (data.IsEmpty)
        {
            OpenClErrors.Check(OpenClNative.clFinish(_queue), nameof(OpenClNative.clFinish), _name);
            return;
        }

        fixed (byte* first = data)
        {
            int code = OpenClNative.clEnqueueReadBuffer(_queue, source, 1, 0, (nuint)data.Length, first, 0, null, null);
            OpenClErrors.Check(code, nameof(OpenClNative.clEnqueueReadBuffer), _name);
        }
    }

    public override void Launch(long workItems, KernelArguments arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            (long bits, int bytes) = arguments[i];
            int set = OpenClNative.clSetKernelArg(_kernel, (uint)i, (nuint)bytes, &bits);
            OpenClErrors.Check(set, nameof(OpenClNative.clSetKernelArg), _name);
        }

        nuint global = (nuint)workItems;
        nuint local = WorkGroup;
        int code = OpenClNative.clEnqueueNDRangeKernel(_queue, _kernel, 1, null, &global, &local, 0, null, null);
        OpenClErrors.Check(code, nameof(OpenClNative.clEnqueueNDRangeKernel), _name);
    }

    public override void Dispose()
    {
        // Commands under way still use the memory that is about to be freed.
        if (!_queue.IsClosed)
        {
            _ = OpenClNative.clFinish(_queue);
        }

        _kernel.Dispose();
        _queue.Dispose();
    }
}
