using System.Globalization;
using System.Text;

namespace ItoSharp.Gpu;

/// <summary>A device of OpenCL.</summary>
internal sealed unsafe class OpenClDevice : GpuDevice
{
    private static readonly string[] Names = OperatingSystem.IsWindows()
        ? ["OpenCL.dll"]
        : ["libOpenCL.so.1", "libOpenCL.so", "/System/Library/Frameworks/OpenCL.framework/OpenCL"];

    private const int MostText = 1024;

    private readonly nint _device;
    private readonly Lazy<OpenClContext> _context;
    private readonly BuiltOnce<OpenClProgram> _programs;
    private readonly MemoryBudget _budget;
    private readonly string _platform;

    private OpenClDevice(nint platform, nint device)
    {
        _device = device;
        _platform = PlatformText(platform);
        Name = $"{Text(device, OpenClNative.DeviceName).Trim()} (OpenCL, {_platform})";
        Version = Text(device, OpenClNative.DeviceVersion);
        DriverVersion = Text(device, OpenClNative.DeviceDriver);
        IsGpu = (Number(device, OpenClNative.DeviceType) & OpenClNative.TypeGpu) != 0;
        MemoryBytes = (long)Math.Min(Number(device, OpenClNative.DeviceMemoryBytes), long.MaxValue);
        MostBytesAtOnce = (long)Math.Min(Number(device, OpenClNative.DeviceMostBytes), long.MaxValue);
        SingleConfig = Number(device, OpenClNative.DeviceSingleConfig);
        SupportsDouble = Number(device, OpenClNative.DeviceDoubleConfig) != 0;
        _budget = new();
        _programs = new();
        _context = new(CreateContext);
    }

    private OpenClDevice(OpenClDevice other, long limit)
    {
        (_device, _platform, Name, Version) = (other._device, other._platform, other.Name, other.Version);
        (DriverVersion, IsGpu, SupportsDouble) = (other.DriverVersion, other.IsGpu, other.SupportsDouble);
        (MemoryBytes, MostBytesAtOnce, SingleConfig) = (other.MemoryBytes, other.MostBytesAtOnce, other.SingleConfig);
        (_budget, _programs, _context) = (other._budget, other._programs, other._context);
        MemoryLimit = limit;
    }

    public override string Name { get; }

    public override GpuBackend Backend => GpuBackend.OpenCl;

    public override bool IsGpu { get; }

    public override bool SupportsDouble { get; }

    public override string DriverVersion { get; }

    public override long MemoryBytes { get; }

    public override bool IsExact => (SingleConfig & Exact) == Exact;

    // OpenCL does not tell what others have taken.
    public override long FreeMemoryBytes => Math.Max(MemoryBytes - _budget.Taken, 0);

    internal override long MostBytesAtOnce { get; }

    private string Version { get; }

    private ulong SingleConfig { get; }

    private static ulong Exact => OpenClNative.ConfigFma | OpenClNative.ConfigDenormals | OpenClNative.ConfigExactDivideAndRoot;

    // Without it quotients and roots of floats may be off by some units of the last place.
    private string Options =>
        "-cl-std=CL1.2" + ((SingleConfig & OpenClNative.ConfigExactDivideAndRoot) != 0 ? " -cl-fp32-correctly-rounded-divide-sqrt" : "");

    public override GpuDevice WithMemoryLimit(long bytes) => new OpenClDevice(this, Checked(bytes));

    public static IReadOnlyList<GpuDevice> Find(string? library)
    {
        const string Cure =
            "Install the driver of your GPU, or PoCL (Debian: ocl-icd-libopencl1 and pocl-opencl-icd) to run kernels on processors.";
        DriverLibrary.Load(OpenClNative.Library, "OpenCL", library, Names, Cure);
        uint count = 0;
        int code = OpenClNative.clGetPlatformIDs(0, null, &count);
        if (code == OpenClNative.PlatformNotFound || count == 0)
        {
            throw new DeviceMissingException("OpenCL", Cure);
        }

        OpenClErrors.Check(code, nameof(OpenClNative.clGetPlatformIDs), "OpenCL");
        nint[] platforms = new nint[count];
        fixed (nint* first = platforms)
        {
            OpenClErrors.Check(OpenClNative.clGetPlatformIDs(count, first, null), nameof(OpenClNative.clGetPlatformIDs), "OpenCL");
        }

        OpenClDevice[] all = [.. platforms.SelectMany(Of)];
        OpenClDevice[] fit = [.. all.Where(device => device.IsRecent)];
        return fit.Length > 0 ? fit
            : all.Length > 0 ? throw new DriverTooOldException(all[0].Name, all[0].Version, "OpenCL 1.2")
            : throw new DeviceMissingException("OpenCL", Cure);
    }

    // "OpenCL 1.2 vendor's words"
    private bool IsRecent =>
        Version.Split(' ') is [_, var number, ..]
        && decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal version)
        && version >= 1.2m;

    internal override DeviceSession OpenSession() => new OpenClSession(_context.Value, Program, _device, Name, _budget);

    private OpenClProgram Program(string program, string source)
    {
        OpenClContext context = _context.Value;
        return _programs.Get(
            source,
            text => new OpenClCompiler(context, _device, Name, Options).Build(program, text, $"{_platform}\n{Version}\n{DriverVersion}")
        );
    }

    private OpenClContext CreateContext()
    {
        nint device = _device;
        int code;
        nint context = OpenClNative.clCreateContext(null, 1, &device, 0, 0, &code);
        OpenClErrors.Check(code, nameof(OpenClNative.clCreateContext), Name);
        return new(context);
    }

    private static IEnumerable<OpenClDevice> Of(nint platform)
    {
        return Ids(platform).Select(device => new OpenClDevice(platform, device));

        static nint[] Ids(nint platform)
        {
            uint count = 0;
            int code = OpenClNative.clGetDeviceIDs(platform, OpenClNative.AllDevices, 0, null, &count);
            if (code == OpenClNative.DeviceNotFound || count == 0)
            {
                return [];
            }

            nint[] devices = new nint[count];
            fixed (nint* first = devices)
            {
                code = OpenClNative.clGetDeviceIDs(platform, OpenClNative.AllDevices, count, first, null);
            }

            OpenClErrors.Check(code, nameof(OpenClNative.clGetDeviceIDs), "OpenCL");
            return devices;
        }
    }

    private static ulong Number(nint device, uint what)
    {
        ulong value = 0;
        int code = OpenClNative.clGetDeviceInfo(device, what, sizeof(ulong), &value, null);
        // What an older device does not know it does not have.
        return code == OpenClNative.Success ? value : 0;
    }

    private static string Text(nint device, uint what)
    {
        byte* text = stackalloc byte[MostText];
        nuint used = 0;
        OpenClErrors.Check(
            OpenClNative.clGetDeviceInfo(device, what, MostText, text, &used),
            nameof(OpenClNative.clGetDeviceInfo),
            "OpenCL"
        );
        return Decoded(text, used);
    }

    private static string PlatformText(nint platform)
    {
        byte* text = stackalloc byte[MostText];
        nuint used = 0;
        int code = OpenClNative.clGetPlatformInfo(platform, OpenClNative.PlatformName, MostText, text, &used);
        OpenClErrors.Check(code, nameof(OpenClNative.clGetPlatformInfo), "OpenCL");
        return Decoded(text, used);
    }

    private static string Decoded(byte* text, nuint used) => Encoding.UTF8.GetString(text, (int)used).TrimEnd('\0');
}
