using System.Globalization;

namespace ItoSharp.Gpu;

/// <summary>A device has too little memory for a single block of paths.</summary>
/// <param name="device">The device.</param>
/// <param name="asked">The bytes that the smallest batch needs.</param>
/// <param name="free">The bytes that were free, as far as the driver tells.</param>
public sealed class DeviceMemoryException(string device, long asked, long free)
    : DeviceException(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{device} has {free:N0} bytes free and the smallest batch, one block of paths, needs {asked:N0}: free some, raise the limit, or observe fewer steps at a time."
        )
    )
{
    /// <summary>The bytes that the smallest batch needs.</summary>
    public long Asked { get; } = asked;

    /// <summary>The bytes that were free, as far as the driver tells.</summary>
    public long Free { get; } = free;
}
