namespace ItoSharp.Gpu;

/// <summary>The driver's compiler refused a kernel.</summary>
/// <param name="program">The program whose kernel it is.</param>
/// <param name="device">The device.</param>
/// <param name="log">What the compiler said.</param>
/// <param name="source">The whole text that it was given.</param>
public sealed class KernelCompilationException(string program, string device, string log, string source)
    : DeviceException($"The kernel of {program} does not compile for {device}:\n{log}")
{
    /// <summary>What the compiler said.</summary>
    public string Log { get; } = log;

    /// <summary>The whole text that it was given.</summary>
    public string KernelSource { get; } = source;
}
