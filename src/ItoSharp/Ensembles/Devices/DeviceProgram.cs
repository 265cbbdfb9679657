using System.Numerics;

namespace ItoSharp;

/// <summary>What a device is told of a run of an ensemble.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed record DeviceProgram<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>What people call the program.</summary>
    public required string Name { get; init; }

    /// <summary>The whole text in the common part of OpenCL C and CUDA C; its kernel is called <c>ensemble</c>.</summary>
    public required string Source { get; init; }

    /// <summary>
    /// The text of the kernels <c>column_sums</c> and <c>column_products</c>, which take the statistics of blocks on the device; null where
    /// the paths themselves are wanted.
    /// </summary>
    public required string? Sums { get; init; }

    /// <summary>Whether products of different columns are wanted.</summary>
    public required bool Covariance { get; init; }

    /// <summary>Whether the text computes in double.</summary>
    public required bool UsesDouble { get; init; }

    /// <summary>The rows of a block's states: components, then stops.</summary>
    public required int Rows { get; init; }

    /// <summary>The rows of an observation: components, then observables.</summary>
    public required int Columns { get; init; }

    /// <summary>The constants of the run.</summary>
    public required ReadOnlyMemory<T> Values { get; init; }

    /// <summary>The timed rows of all steps.</summary>
    public required ReadOnlyMemory<T> Table { get; init; }

    /// <summary>The state that all paths start in; empty where the states of every batch are given.</summary>
    public required ReadOnlyMemory<T> Start { get; init; }

    /// <summary>The time of the start.</summary>
    public required T StartTime { get; init; }

    /// <summary>The key of the noise.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The number of paths of the run.</summary>
    public required long Paths { get; init; }

    /// <summary>Whether paths come in mirrored pairs.</summary>
    public required bool Antithetic { get; init; }

    /// <summary>The number of finer steps whose noise makes that of one.</summary>
    public required int Refinement { get; init; }

    /// <summary>
    /// The sums of products of deviations that an observation has: of every column with itself, or with <see cref="Covariance"/> of every
    /// pair of columns, and in antithetic runs of every column with that of the mirrored path.
    /// </summary>
    public int Products => (Covariance ? Columns * (Columns + 1) / 2 : Columns) + (Antithetic ? Columns : 0);
}
