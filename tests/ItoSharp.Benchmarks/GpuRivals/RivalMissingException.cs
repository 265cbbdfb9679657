namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>A rival that is not on this machine, or does not do a case.</summary>
/// <param name="reason">Why.</param>
internal sealed class RivalMissingException(string reason) : Exception(reason);
