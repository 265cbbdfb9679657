using System.Globalization;

namespace ItoSharp.Gpu;

/// <summary>A device has too little memory for what cannot be split: a single block of paths, or an array of a field sampler.</summary>
/// <param name="device">The device.</param>
/// <param name="asked">The bytes that are needed.</param>
/// <param name="free">The bytes that were free, as far as the driver tells.</param>
/// <param name="what">What needs them.</param>
/// <param name="cure">What helps.</param>
public sealed class DeviceMemoryException(
    string device,
    long asked,
    long free,
    string what = "the smallest batch, one block of paths,",
    string cure = "free some, raise the limit, or observe fewer steps at a time"
) : DeviceException(string.Create(CultureInfo.InvariantCulture, $"{device} has {free:N0} bytes free and {what} needs {asked:N0}: {cure}."))
{
    /// <summary>The bytes that are needed.</summary>
    public long Asked { get; } = asked;

    /// <summary>The bytes that were free, as far as the driver tells.</summary>
    public long Free { get; } = free;
}
