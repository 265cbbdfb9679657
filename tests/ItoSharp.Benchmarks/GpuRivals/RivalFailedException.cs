namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>A rival that is here and broke: unlike one that is missing, the benchmark fails by it.</summary>
/// <param name="reason">What it said.</param>
internal sealed class RivalFailedException(string reason) : Exception(reason);
