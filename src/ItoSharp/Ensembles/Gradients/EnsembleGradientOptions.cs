namespace ItoSharp;

/// <summary>Which gradients of an ensemble are wanted, and the memory they may take.</summary>
public sealed record EnsembleGradientOptions
{
    /// <summary>
    /// The most bytes that all threads together may hold: states, checkpoints, noise and rows of results. Null: all states of a group of
    /// lanes are kept where they fit in 32 MiB a thread, else checkpoints in 32 MiB. With less memory states are computed again, by the
    /// schedule that takes the fewest steps (<see cref="BinomialSchedule"/>); the result is the same to the bit. With
    /// <see cref="Gradients.Reversible"/> null keeps no states, and a number asks for checkpoints in that many bytes instead. With
    /// <see cref="EnsembleOptions.Device"/> it counts the device's memory: null is then what a run may take of it, up to 4 GiB.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>
    /// With <see cref="Gradients.Reversible"/>: the largest error of a start that is computed back from the end, relative to its largest
    /// component or 1; above 0. Null: 1e-12 without noise, 1e-9 with it. A path beyond it ends the run.
    /// </summary>
    public double? ReconstructionTolerance { get; init; }

    /// <summary>The observables whose gradients are wanted, one gradient each; empty: all of them.</summary>
    public IReadOnlyList<string> Observables { get; init; } = [];

    /// <summary>
    /// Where there are any, one gradient is taken: that of the weighted sum of these observables. It is called
    /// <see cref="EnsembleGradient.Weighted"/>.
    /// </summary>
    public IReadOnlyList<GradientWeight> Weights { get; init; } = [];

    /// <summary>
    /// The width of every observable with <see cref="ObservableGradient.Smoothed"/> whose gradient is taken. What the generator emits
    /// takes them as arguments and sets this.
    /// </summary>
    public IReadOnlyList<SmoothingWidth> Widths { get; init; } = [];

    /// <summary>Whether covariances of values and derivatives are taken, as fits need them; they cost as much as there are pairs.</summary>
    public bool Covariance { get; init; }

    /// <summary>
    /// The half width of central differences, for observables with <see cref="ObservableGradient.CommonRandomNumbers"/>: a fraction of the
    /// magnitude of what is moved, or of 1 where that is 0; above 0. Its bias grows with the square, its variance at a jump as it shrinks.
    /// </summary>
    public double Difference { get; init; } = 0.01;
}

/// <summary>What an observable counts in a weighted sum.</summary>
/// <param name="Observable">The name of the observable.</param>
/// <param name="Weight">What it counts; finite.</param>
/// <param name="Step">The number of steps after which it is observed; null: the end.</param>
public readonly record struct GradientWeight(string Observable, double Weight, int? Step = null);
