namespace ItoSharp.Gpu;

/// <summary>The library of a driver is not installed, or not where it was said to be.</summary>
/// <param name="driver">OpenCL, CUDA or NVRTC.</param>
/// <param name="tried">The names that were tried.</param>
/// <param name="cure">What to install.</param>
public sealed class DriverMissingException(string driver, IReadOnlyList<string> tried, string cure)
    : DeviceException($"No {driver} library could be loaded; tried {string.Join(", ", tried)}. {cure}")
{
    /// <summary>OpenCL, CUDA or NVRTC.</summary>
    public string Driver { get; } = driver;

    /// <summary>The names that were tried.</summary>
    public IReadOnlyList<string> Tried { get; } = tried;
}
