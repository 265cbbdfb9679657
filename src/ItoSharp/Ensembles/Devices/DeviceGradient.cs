using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>What a device is told of the gradient of an ensemble.</summary>
/// <typeparam name="T">float or double; sums and results are double in any case.</typeparam>
public sealed record DeviceGradient<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>
    /// The run: its text's kernel is called <c>gradient</c>, its columns are those of the results, and its sums are those of columns in
    /// double, with the kernel <c>column_tails</c>.
    /// </summary>
    public required DeviceProgram<T> Run { get; init; }

    /// <summary>The number of steps.</summary>
    public required int Steps { get; init; }

    /// <summary>The number of targets: scalars that are differentiated.</summary>
    public required int Targets { get; init; }

    /// <summary>The rows of a target's cotangent: components, twins, constants.</summary>
    public required int CotangentRows { get; init; }

    /// <summary>The number of constants.</summary>
    public required int Constants { get; init; }

    /// <summary>The steps after which something is observed, ascending.</summary>
    public required ReadOnlyMemory<int> ObservationSteps { get; init; }

    /// <summary>Their times.</summary>
    public required ReadOnlyMemory<T> ObservationTimes { get; init; }

    /// <summary>The share of the grid that lies before each.</summary>
    public required ReadOnlyMemory<double> ObservationShares { get; init; }

    /// <summary>The last step that each target reads.</summary>
    public required ReadOnlyMemory<int> LastSteps { get; init; }

    /// <summary>Where the parts of each target begin, and, last, their number.</summary>
    public required ReadOnlyMemory<int> FirstParts { get; init; }

    /// <summary>The parts of the targets: the observable, and the step after which it is observed.</summary>
    public required ReadOnlyMemory<int> Parts { get; init; }

    /// <summary>What each part counts.</summary>
    public required ReadOnlyMemory<double> PartWeights { get; init; }

    /// <summary>The width over which each part is smoothed, or 0.</summary>
    public required ReadOnlyMemory<T> PartWidths { get; init; }

    /// <summary>Where the timed values that move with each input (arguments, then the two times) begin, and, last, their number.</summary>
    public required ReadOnlyMemory<int> TimedFirst { get; init; }

    /// <summary>The columns of those timed values.</summary>
    public required ReadOnlyMemory<int> TimedColumns { get; init; }

    /// <summary>Their rates, step by step.</summary>
    public required ReadOnlyMemory<double> TimedRates { get; init; }

    /// <summary>For every constant its rates by every input.</summary>
    public required ReadOnlyMemory<double> ConstantRates { get; init; }

    /// <summary>The bytes that a run takes whatever its batches, but for the schedule.</summary>
    public long OnceBytes =>
        ((Run.Start.Length + Run.Values.Length + Run.Table.Length + ObservationTimes.Length + PartWidths.Length + 6L) * Unsafe.SizeOf<T>())
        + ((ObservationShares.Length + PartWeights.Length + TimedRates.Length + ConstantRates.Length + 6L) * sizeof(double))
        + (((2L * Targets) + ObservationSteps.Length + Parts.Length + TimedFirst.Length + TimedColumns.Length + 6L) * sizeof(int));

    /// <summary>The bytes that a block of paths takes beside its states.</summary>
    public long BlockBytes =>
        EnsembleBlock.Paths
            * (
                (((Run.Start.IsEmpty ? Run.Rows : 0L) + ((long)Targets * CotangentRows)) * Unsafe.SizeOf<T>())
                + ((Run.Columns + ((long)Targets * Constants)) * sizeof(double))
            )
        + (SumBytes * (StridedSums.Accumulators + 0L));

    /// <summary>The bytes of one state of a block, of which a batch keeps as many as it has slots.</summary>
    public long SlotBytes => (long)EnsembleBlock.Paths * Run.Rows * Unsafe.SizeOf<T>();

    // For each accumulator: sums, residuals, products, two extremes; then tails, three of eight accumulators for two halves.
    private long SumBytes => Run.Sums is null ? 0 : ((4L * Run.Columns) + Run.Products + (3L * Run.Columns)) * sizeof(double);
}
