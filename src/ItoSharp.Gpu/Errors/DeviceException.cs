namespace ItoSharp.Gpu;

/// <summary>What can go wrong with a device; its memory is freed and no result is half written.</summary>
/// <param name="message">What happened and what helps.</param>
/// <param name="inner">What it came from, if anything.</param>
public abstract class DeviceException(string message, Exception? inner = null) : Exception(message, inner);
