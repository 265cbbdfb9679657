namespace ItoSharp.Gpu;

/// <summary>A driver is older than what the kernels need.</summary>
/// <param name="driver">Whose driver.</param>
/// <param name="found">The version that is there.</param>
/// <param name="needed">The least version that would do.</param>
public sealed class DriverTooOldException(string driver, string found, string needed)
    : DeviceException($"The driver of {driver} is {found}, and the kernels need {needed} or later: update it.")
{
    /// <summary>The version that is there.</summary>
    public string Found { get; } = found;

    /// <summary>The least version that would do.</summary>
    public string Needed { get; } = needed;
}
