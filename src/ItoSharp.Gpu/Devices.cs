namespace ItoSharp.Gpu;

/// <summary>The devices of this machine that run ensembles.</summary>
public static class Devices
{
    private static readonly Lazy<IReadOnlyList<EnsembleDevice>> Found = new(Find);

    /// <summary>
    /// All of them: CUDA's, then OpenCL's, then <see cref="EnsembleDevice.Cpu"/>, which is always there. Drivers that are missing or too
    /// old add none; <see cref="Cuda"/> and <see cref="OpenCl"/> say why.
    /// </summary>
    public static IReadOnlyList<EnsembleDevice> All => Found.Value;

    /// <summary>The first CUDA device, else the first GPU of OpenCL, else the lanes of the CPU.</summary>
    public static EnsembleDevice Default =>
        All.OfType<GpuDevice>().FirstOrDefault(device => device.Backend == GpuBackend.Cuda)
        ?? All.OfType<GpuDevice>().FirstOrDefault(device => device.IsGpu)
        ?? EnsembleDevice.Cpu;

    /// <summary>
    /// Where compiled kernels are kept; null: nowhere. By default the folder ItoSharp/kernels among the user's local application data.
    /// </summary>
    public static string? KernelCacheDirectory { get; set; } =
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) is { Length: > 0 } folder
            ? Path.Combine(folder, "ItoSharp", "kernels")
            : null;

    /// <summary>The devices of OpenCL.</summary>
    /// <param name="library">The path of the ICD loader; null: by its usual names.</param>
    /// <exception cref="DriverMissingException">There is no loader.</exception>
    /// <exception cref="DeviceMissingException">No driver has a device.</exception>
    /// <exception cref="DriverTooOldException">All devices are older than OpenCL 1.2.</exception>
    public static IReadOnlyList<GpuDevice> OpenCl(string? library = null) => OpenClDevice.Find(library);

    /// <summary>The devices of CUDA.</summary>
    /// <param name="library">The path of the driver's library; null: by its usual names.</param>
    /// <exception cref="DriverMissingException">There is no driver.</exception>
    /// <exception cref="DeviceMissingException">The driver has no device.</exception>
    /// <exception cref="DriverTooOldException">The driver is older than CUDA 11.</exception>
    public static IReadOnlyList<GpuDevice> Cuda(string? library = null) => CudaDevice.Find(library);

    private static IReadOnlyList<EnsembleDevice> Find() => [.. Try(() => Cuda()), .. Try(() => OpenCl()), EnsembleDevice.Cpu];

    private static IReadOnlyList<GpuDevice> Try(Func<IReadOnlyList<GpuDevice>> find)
    {
        try
        {
            return find();
        }
        catch (DeviceException)
        {
            return [];
        }
    }
}
