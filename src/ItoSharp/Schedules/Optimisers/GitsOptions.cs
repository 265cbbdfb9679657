namespace ItoSharp;

/// <summary>How the distance of a jump from the teacher's state is measured.</summary>
public enum GitsNorm
{
    /// <summary>The Euclidean distance of a row.</summary>
    L2,

    /// <summary>The sum of a row's absolute differences.</summary>
    L1,
}

/// <summary>The choices of <see cref="Gits"/>.</summary>
public sealed record GitsOptions
{
    /// <summary>The norm of the cost.</summary>
    public GitsNorm Norm { get; init; } = GitsNorm.L2;

    /// <summary>
    /// How much each later step's cost counts in proportion to the one before; 1: all the same. The paper scans .8 to 1.2 and reports 1.15
    /// for images; on Gaussian data 1 is best at every number of steps.
    /// </summary>
    public double Gamma { get; init; } = 1;

    /// <summary>The seed, condition and mean of the teacher's run; its own progress and cancellation are not asked. Null: the defaults.</summary>
    public SampleOptions? Run { get; init; }

    /// <summary>Told the part of the costs that is computed, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Asked before every model evaluation and every row of costs.</summary>
    public CancellationToken Cancellation { get; init; }
}
