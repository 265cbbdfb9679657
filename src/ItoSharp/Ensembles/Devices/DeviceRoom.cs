namespace ItoSharp;

/// <summary>The memory of a device that one run may take.</summary>
/// <param name="Bytes">All in all: what is free, or the limit that was set.</param>
/// <param name="BytesAtOnce">The largest piece that the driver gives.</param>
public readonly record struct DeviceRoom(long Bytes, long BytesAtOnce);
