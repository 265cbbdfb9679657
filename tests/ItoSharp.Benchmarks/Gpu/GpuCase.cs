using ItoSharp.Benchmarks.GpuRivals;

namespace ItoSharp.Benchmarks.Gpu;

/// <summary>Something that is computed on a device, on this machine's processors, and by rivals.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Equation">Its name in the scripts of the rivals.</param>
/// <param name="Until">The time of the end, from 0.</param>
/// <param name="Start">The state in which all paths start.</param>
/// <param name="Columns">What means are compared of.</param>
/// <param name="Hand">What the kernel written by hand is given.</param>
/// <param name="Run">Runs so many paths with the given options.</param>
internal sealed record GpuCase(
    string Name,
    string Equation,
    double Until,
    double[] Start,
    IReadOnlyList<string> Columns,
    HandProblem Hand,
    Func<long, EnsembleOptions, GpuOutcome> Run
)
{
    /// <summary>The steps of every path.</summary>
    public const int Steps = 256;

    /// <summary>Whether it is a mean's gradient.</summary>
    public bool IsGradient { get; init; }

    /// <summary>Whether paths differ.</summary>
    public bool IsRandom { get; init; } = true;
}
