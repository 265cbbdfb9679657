namespace ItoSharp;

/// <summary>
/// Nodes uniform in <c>t^(1/exponent)</c>: exponent 2 is DPM-Solver's and DEIS's "quadratic" schedule, dense near t = 0.
/// </summary>
/// <remarks>Lu et al., "DPM-Solver" (NeurIPS 2022), and Zhang and Chen, "DEIS" (ICLR 2023, their ts_order).</remarks>
public sealed class PolynomialTime : Schedule
{
    private PolynomialTime(int stepCount, double exponent)
        : base(stepCount) => Exponent = exponent;

    /// <summary>The exponent; 1 is <see cref="UniformTime"/>.</summary>
    public double Exponent { get; }

    /// <inheritdoc/>
    protected override object Identity => Exponent;

    /// <summary>A schedule of <paramref name="steps"/> steps.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="exponent">Positive; larger: shorter steps near t = 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not positive and finite, or there is no step.</exception>
    public static PolynomialTime Steps(int steps, double exponent = 2)
    {
        ScheduleChecks.Positive(exponent, nameof(exponent));
        return new(steps, exponent);
    }

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        if (!(startTime >= 0) || !(endTime >= 0))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"PolynomialTime takes roots of the times, but runs from {startTime:R} to {endTime:R}: both must not be negative"
                ),
                startTime >= 0 ? nameof(endTime) : nameof(startTime)
            );
        }

        double first = Math.Pow(startTime, 1 / Exponent);
        double last = Math.Pow(endTime, 1 / Exponent);
        nodes[0] = ScheduleNode.AtTime(startTime);
        for (int i = 1; i < StepCount; i++)
        {
            nodes[i] = ScheduleNode.AtTime(Math.Pow(first + (double)i / StepCount * (last - first), Exponent));
        }

        nodes[StepCount] = ScheduleNode.AtTime(endTime);
    }
}
