namespace ItoSharp;

/// <summary>
/// Nodes uniform in <c>(sigma/alpha)^(1/exponent)</c> (Karras et al. 2022, eq. 5; there alpha = 1).
/// </summary>
public sealed class Karras : Schedule
{
    private Karras(int stepCount, double exponent, bool toZero)
        : base(stepCount)
    {
        Exponent = exponent;
        ToZero = toZero;
    }

    /// <summary>The exponent, called rho in the paper.</summary>
    public double Exponent { get; }

    /// <summary>Whether the last step goes from the end time on to sigma = 0, as in the paper.</summary>
    public bool ToZero { get; }

    /// <inheritdoc/>
    protected override object Identity => (Exponent, ToZero);

    /// <summary>A schedule of <paramref name="steps"/> steps.</summary>
    /// <param name="steps">The number of steps, the one to sigma = 0 included.</param>
    /// <param name="exponent">The exponent; 7 in the paper, larger: shorter steps near the data.</param>
    /// <param name="toZero">Make the last step go from the end time to the data (the paper's sampler; needs at least 2 steps).</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not positive and finite, or there are too few steps.</exception>
    public static Karras Steps(int steps, double exponent = 7, bool toZero = false)
    {
        ScheduleChecks.Positive(exponent, nameof(exponent));
        if (toZero)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(steps, 2);
        }

        return new(steps, exponent, toZero);
    }

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        double first = Math.Exp(-FiniteLambda(process, startTime, "start") / Exponent);
        double last = Math.Exp(-FiniteLambda(process, endTime, "end") / Exponent);
        int count = ToZero ? StepCount - 1 : StepCount;
        nodes[0] = ScheduleNode.AtTime(startTime);
        nodes[count] = ScheduleNode.AtTime(endTime);
        for (int i = 1; i < count; i++)
        {
            double w = (double)i / count;
            double root = first + w * (last - first);
            // lambda = -exponent log(root), so d lambda_i / d lambda_start = (1 - w) first / root.
            nodes[i] = new ScheduleNode(process.TimeOfLambda(-Exponent * Math.Log(root)), (1 - w) * first / root, w * last / root, false);
        }

        if (ToZero)
        {
            nodes[StepCount] = ScheduleNode.Data(process, endTime);
        }
    }
}
