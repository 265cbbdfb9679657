using ItoSharp.Benchmarks.Gpu;

namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>Something else that computes the cases on the same device.</summary>
internal interface IGpuRival : IDisposable
{
    /// <summary>Its name in the ratio lines.</summary>
    string Name { get; }

    /// <summary>One run, compiled before or now: a first run does not count.</summary>
    /// <exception cref="RivalMissingException">It cannot run here, and why.</exception>
    /// <exception cref="RivalFailedException">It broke.</exception>
    GpuAnswer Run(GpuCase subject, long paths);
}
