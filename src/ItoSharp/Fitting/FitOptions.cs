namespace ItoSharp;

/// <summary>What all fits of step coefficients share.</summary>
public abstract record FitOptions
{
    /// <summary>
    /// Condition, mean, threads, rows of a model call, progress (told after every step of the sampler) and cancellation (asked
    /// before every model evaluation); null: the defaults. Observers are not told, and inpainting is refused.
    /// </summary>
    public SampleOptions? Run { get; init; }

    /// <summary>
    /// Whether the first step, which has no differences of predictions yet, is fitted too: its own prediction m_0 in data form, or
    /// m_0 less the start's noise, (x - mu) / sigma, in noise form (both are multiples of D - mu).
    /// </summary>
    public bool FirstStep { get; init; } = true;

    /// <summary>
    /// When one regressor counts as a combination of the others: less than this part of its length remains beside those already
    /// chosen. It then gets no weight, and the step's rank says so. Null: the square root of the state's machine epsilon.
    /// </summary>
    public double? RankTolerance { get; init; }
}

/// <summary>The choices of <see cref="Iia"/>.</summary>
public sealed record IiaOptions : FitOptions
{
    /// <summary>The sub-steps of the same method that make a step's target; 1 gives weights of zero.</summary>
    public int FineSteps { get; init; } = 10;

    /// <summary>The differences of predictions that a step may add (r); its table has one prediction more.</summary>
    public int Terms { get; init; } = 2;
}

/// <summary>The choices of <see cref="DOde"/>.</summary>
public sealed record DOdeOptions : FitOptions
{
    /// <summary>The teacher's steps for each step of the sampler (C).</summary>
    public int TeacherSteps { get; init; } = 10;
}
