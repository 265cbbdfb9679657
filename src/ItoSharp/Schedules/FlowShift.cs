namespace ItoSharp;

/// <summary>
/// The shifted schedule of flow models: nodes uniform in the flow's time u, moved by <c>u' = shift u^p / (shift u^p + (1 - u)^p)</c>, which
/// for p = 1 is <c>shift u / (1 + (shift - 1) u)</c>. On <see cref="RectifiedFlow"/> u is t; on any other process the flow's time of the same
/// SNR, <c>u = sigma / (alpha + sigma)</c>.
/// </summary>
/// <remarks>
/// Esser et al., "Scaling Rectified Flow Transformers for High-Resolution Image Synthesis" (ICML 2024), equation 23. The first and last
/// node are the sampler's times: u is uniform between what the shift takes there. In log-SNR the shift is <c>lambda' = p lambda - log
/// shift</c>.
/// </remarks>
public sealed class FlowShift : LambdaSchedule
{
    private FlowShift(int stepCount, double shift, double exponent)
        : base(stepCount)
    {
        Shift = shift;
        Exponent = exponent;
    }

    /// <summary>The shift; above 1: more steps near the noise.</summary>
    public double Shift { get; }

    /// <summary>p.</summary>
    public double Exponent { get; }

    /// <inheritdoc/>
    protected override object Identity => (Shift, Exponent);

    /// <inheritdoc/>
    protected override bool TakesInfiniteEnds => true;

    /// <summary>A schedule of a fixed shift.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="shift">Positive; 1: no shift, 3 is Stable Diffusion 3's at 1024 x 1024.</param>
    /// <param name="exponent">Positive, the sharpness p.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive and finite, or there is no step.</exception>
    public static FlowShift Steps(int steps, double shift, double exponent = 1)
    {
        ScheduleChecks.Positive(shift, nameof(shift));
        ScheduleChecks.Positive(exponent, nameof(exponent));
        return new(steps, shift, exponent);
    }

    /// <summary>
    /// The shift e^mu of resolution-dependent schedules, mu linear in the number of image tokens through (<paramref name="baseTokens"/>,
    /// <paramref name="baseMu"/>) and (<paramref name="maxTokens"/>, <paramref name="maxMu"/>); the defaults are FLUX.1's.
    /// </summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="tokens">The number of image tokens of the run.</param>
    /// <param name="baseTokens">The tokens of the base resolution.</param>
    /// <param name="maxTokens">The tokens of the largest resolution.</param>
    /// <param name="baseMu">mu at the base resolution.</param>
    /// <param name="maxMu">mu at the largest resolution.</param>
    /// <param name="exponent">Positive, the sharpness p.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is not positive, or base and largest resolution are the same.</exception>
    public static FlowShift ForTokens(
        int steps,
        int tokens,
        int baseTokens = 256,
        int maxTokens = 4096,
        double baseMu = 0.5,
        double maxMu = 1.15,
        double exponent = 1
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baseTokens);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maxTokens, baseTokens);
        double mu = baseMu + (maxMu - baseMu) * (tokens - baseTokens) / (maxTokens - baseTokens);
        return Steps(steps, Math.Exp(mu), exponent);
    }

    /// <inheritdoc/>
    protected override LambdaNode Place(double w, double start, double end)
    {
        double first = Unshifted(start);
        double last = Unshifted(end);
        double u = first + w * (last - first);
        double rest = 1 - first + w * (first - last);
        // lambda' = p lambda_u - log shift with lambda_u = log((1 - u)/u): d lambda' / d u = -p / (u (1 - u)), and back at the ends.
        double slope = 1 / (u * rest);
        return new(Exponent * Math.Log(rest / u) - Math.Log(Shift), (1 - w) * first * (1 - first) * slope, w * last * (1 - last) * slope);
    }

    // The flow's time before the shift, of the log-SNR after it.
    private double Unshifted(double lambda) => 1 / (1 + Math.Exp((lambda + Math.Log(Shift)) / Exponent));
}
