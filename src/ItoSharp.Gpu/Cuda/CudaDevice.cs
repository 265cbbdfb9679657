using System.Globalization;
using System.Text;

namespace ItoSharp.Gpu;

/// <summary>A device of CUDA.</summary>
internal sealed unsafe class CudaDevice : GpuDevice
{
    // CUDA 11.0, of which NVRTC's architectures and the driver's linker of PTX are used.
    private const int LeastVersion = 11000;

    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1", "libcuda.so"];

    private readonly int _device;
    private readonly Lazy<CudaContext> _context;
    private readonly BuiltOnce<CudaModule> _modules;
    private readonly MemoryBudget _budget;

    private CudaDevice(int device, int version)
    {
        _device = device;
        byte* name = stackalloc byte[256];
        CudaErrors.Check(CudaNative.cuDeviceGetName(name, 256, device), nameof(CudaNative.cuDeviceGetName), "CUDA");
        Name = System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)name) + " (CUDA)";
        DriverVersion = Version(version);
        nuint bytes;
        CudaErrors.Check(CudaNative.cuDeviceTotalMem_v2(&bytes, device), nameof(CudaNative.cuDeviceTotalMem_v2), Name);
        MemoryBytes = (long)bytes;
        Architecture = (10 * Attribute(CudaNative.MajorAttribute)) + Attribute(CudaNative.MinorAttribute);
        _budget = new();
        _modules = new();
        _context = new(Retain);
    }

    private CudaDevice(CudaDevice other, long limit)
    {
        (_device, Name, DriverVersion, MemoryBytes) = (other._device, other.Name, other.DriverVersion, other.MemoryBytes);
        (Architecture, _budget, _modules, _context) = (other.Architecture, other._budget, other._modules, other._context);
        MemoryLimit = limit;
    }

    public override string Name { get; }

    public override GpuBackend Backend => GpuBackend.Cuda;

    public override bool IsGpu => true;

    public override bool SupportsDouble => true;

    public override bool IsExact => true;

    public override string DriverVersion { get; }

    public override long MemoryBytes { get; }

    internal override long MostBytesAtOnce => MemoryBytes;

    public override long FreeMemoryBytes
    {
        get
        {
            _context.Value.Enter(Name);
            nuint free;
            nuint total;
            CudaErrors.Check(CudaNative.cuMemGetInfo_v2(&free, &total), nameof(CudaNative.cuMemGetInfo_v2), Name);
            return (long)free;
        }
    }

    /// <summary>Ten times the major and once the minor number of what it can compute: 90 is sm_90.</summary>
    internal int Architecture { get; }

    /// <summary>Its multiprocessors.</summary>
    internal int Multiprocessors => Attribute(CudaNative.MultiprocessorsAttribute);

    /// <summary>The fastest clock of its multiprocessors in Hz.</summary>
    internal double ClockRate => 1e3 * Attribute(CudaNative.ClockAttribute);

    public override GpuDevice WithMemoryLimit(long bytes) => new CudaDevice(this, Checked(bytes));

    public static IReadOnlyList<GpuDevice> Find(string? library)
    {
        DriverLibrary.Load(CudaNative.Library, "CUDA", library, Names, "Install NVIDIA's driver.");
        int code = CudaNative.cuInit(0);
        int version = 0;
        CudaErrors.Check(CudaNative.cuDriverGetVersion(&version), nameof(CudaNative.cuDriverGetVersion), "CUDA");
        if (version < LeastVersion)
        {
            throw new DriverTooOldException("CUDA", Version(version), Version(LeastVersion));
        }

        const string Cure = "Check that the machine has one and that this process may use it (nvidia-smi lists them).";
        if (code == CudaNative.NoDevice)
        {
            throw new DeviceMissingException("CUDA", Cure);
        }

        CudaErrors.Check(code, nameof(CudaNative.cuInit), "CUDA");
        int count = 0;
        CudaErrors.Check(CudaNative.cuDeviceGetCount(&count), nameof(CudaNative.cuDeviceGetCount), "CUDA");
        if (count == 0)
        {
            throw new DeviceMissingException("CUDA", Cure);
        }

        GpuDevice[] devices = new GpuDevice[count];
        for (int i = 0; i < count; i++)
        {
            int device;
            CudaErrors.Check(CudaNative.cuDeviceGet(&device, i), nameof(CudaNative.cuDeviceGet), "CUDA");
            devices[i] = new CudaDevice(device, version);
        }

        return devices;
    }

    internal override DeviceSession OpenSession() => new CudaSession(_context.Value, Module, Name, _budget);

    /// <summary>Opens a queue for kernels that others made.</summary>
    /// <param name="images">Gives the PTX, ended by a zero, or the binary of a program and its text.</param>
    internal DeviceSession OpenSession(Func<string, string, byte[]> images)
    {
        // Kernels live as long as their module, which the queue so holds.
        List<CudaModule> held = [];
        CudaModule Module(string program, string source)
        {
            held.Add(Load(program, images(program, source), _context.Value));
            return held[^1];
        }

        return new CudaSession(_context.Value, Module, Name, _budget);
    }

    /// <summary>The PTX of a text, ended by a zero, as NVRTC makes it.</summary>
    /// <param name="program">What the text is called in errors.</param>
    /// <param name="source">The text.</param>
    /// <param name="options">Options besides the architecture; null: those that give the bits of the CPU.</param>
    internal byte[] Compile(string program, string source, string[]? options = null) =>
        new CudaCompiler(Name, Architecture).Compile(program, source, options);

    private CudaModule Module(string program, string source)
    {
        CudaContext context = _context.Value;
        return _modules.Get(source, text => Load(program, Compile(program, text), context));
    }

    private CudaModule Load(string program, byte[] ptx, CudaContext context)
    {
        const int LogBytes = 8192;
        byte* log = stackalloc byte[LogBytes];
        log[0] = 0;
        int* options = stackalloc int[] { CudaNative.JitErrorLog, CudaNative.JitErrorLogBytes };
        void** values = stackalloc void*[] { log, (void*)LogBytes };
        nint module;
        int code;
        fixed (byte* image = ptx)
        {
            code = CudaNative.cuModuleLoadDataEx(&module, image, 2, options, values);
        }

        if (code == CudaNative.UnsupportedPtxVersion)
        {
            throw new DriverTooOldException(Name, DriverVersion, "the version of CUDA that NVRTC comes from");
        }

        if (code != CudaNative.Success && log[0] != 0)
        {
            string text = System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)log)!;
            throw new KernelCompilationException(program, Name, text, Encoding.UTF8.GetString(ptx));
        }

        CudaErrors.Check(code, nameof(CudaNative.cuModuleLoadDataEx), Name);
        return new(module, context);
    }

    private CudaContext Retain()
    {
        nint context;
        CudaErrors.Check(CudaNative.cuDevicePrimaryCtxRetain(&context, _device), nameof(CudaNative.cuDevicePrimaryCtxRetain), Name);
        return new(context, _device);
    }

    private int Attribute(int attribute)
    {
        int value;
        int code = CudaNative.cuDeviceGetAttribute(&value, attribute, _device);
        CudaErrors.Check(code, nameof(CudaNative.cuDeviceGetAttribute), Name);
        return value;
    }

    private static string Version(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"CUDA {version / 1000}.{version % 1000 / 10}");
}
