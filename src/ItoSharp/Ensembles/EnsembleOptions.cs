namespace ItoSharp;

/// <summary>
/// How an ensemble is run and observed. <see cref="Threads"/>, <see cref="Lanes"/>, slices, progress, cancellation and checkpoints do
/// not change a bit of the result.
/// </summary>
public sealed record EnsembleOptions
{
    /// <summary>The number of threads; 0: as many as the machine has processors.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Where the paths are computed; null: in the lanes of the processors, as with <see cref="EnsembleDevice.Cpu"/>. The package
    /// ItoSharp.Gpu has the others.
    /// </summary>
    public EnsembleDevice? Device { get; init; }

    /// <summary>The lane width; null: the widest that the machine computes in hardware. For tests: the others are slower.</summary>
    public LaneWidth? Lanes { get; init; }

    /// <summary>
    /// Whether path i + 2048 of every block uses the negated noise of path i. Standard errors then come from the means of pairs. The
    /// number of paths must be even; in a partial block of n paths, path i + n / 2 mirrors path i.
    /// </summary>
    public bool Antithetic { get; init; }

    /// <summary>
    /// The number r of finer steps whose noise makes that of one step, 1 to 2^20: runs of n steps with refinement r and of 2 n steps with
    /// refinement r / 2 follow the same Brownian paths, to rounding. For differences of levels and for orders of convergence.
    /// </summary>
    public int Refinement { get; init; } = 1;

    /// <summary>What to do about paths that are not finite.</summary>
    public NonFinitePaths NonFinite { get; init; }

    /// <summary>
    /// The numbers of steps after which statistics are taken, increasing, 0 (the start) to the number of steps. The end is always
    /// observed, last. Those of a time: <see cref="Ensemble{T}.StepAt"/>.
    /// </summary>
    public IReadOnlyList<int> ObservationSteps { get; init; } = [];

    /// <summary>Whether covariances are taken, not only variances: c (c + 1) / 2 products of the c columns at every observation.</summary>
    public bool Covariance { get; init; } = true;

    /// <summary>The histograms to take; at most one for a column.</summary>
    public IReadOnlyList<HistogramRange> Histograms { get; init; } = [];

    /// <summary>The first block of <see cref="EnsembleBlock.Paths"/> paths that this run computes; 0 for a whole run.</summary>
    public long FirstBlock { get; init; }

    /// <summary>
    /// The number of blocks that this run computes; null: all that follow. <see cref="EnsembleStatistics.Merge(EnsembleStatistics, EnsembleStatistics)"/> of slices that make up a
    /// run has the bits of the run.
    /// </summary>
    public long? BlockCount { get; init; }

    /// <summary>Told how far the run is, from its threads; reports do not overlap.</summary>
    public IProgress<EnsembleProgress>? Progress { get; init; }

    /// <summary>Asked between tiles of steps.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>
    /// The number of blocks after which <see cref="Checkpoint"/> is called and <see cref="CheckpointPath"/> written again; 0: never. A
    /// cancelled run leaves a last one.
    /// </summary>
    public int CheckpointBlocks { get; init; }

    /// <summary>Given the statistics of the blocks done so far, from the run's threads, one call at a time.</summary>
    public Action<EnsembleStatistics>? Checkpoint { get; init; }

    /// <summary>The file that the statistics so far are written to; it is replaced at once, never left half written.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>
    /// Statistics that this run had reached before, such as <see cref="EnsembleStatistics.FromBytes"/> of a checkpoint: their blocks are
    /// not computed again. Everything that shapes the result must be the same.
    /// </summary>
    public EnsembleStatistics? Resume { get; init; }
}
