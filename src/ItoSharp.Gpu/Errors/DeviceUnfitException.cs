namespace ItoSharp.Gpu;

/// <summary>A device lacks what a program needs.</summary>
/// <param name="device">The device.</param>
/// <param name="program">The program.</param>
/// <param name="lacks">What it lacks, and what would do instead.</param>
public sealed class DeviceUnfitException(string device, string program, string lacks)
    : DeviceException($"{device} cannot run {program}: {lacks}");
