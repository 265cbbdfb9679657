namespace ItoSharp.Gpu;

/// <summary>A driver is there and finds no device.</summary>
/// <param name="driver">OpenCL or CUDA.</param>
/// <param name="cure">What helps.</param>
public sealed class DeviceMissingException(string driver, string cure)
    : DeviceException($"The {driver} driver is installed and finds no device. {cure}")
{
    /// <summary>OpenCL or CUDA.</summary>
    public string Driver { get; } = driver;
}
