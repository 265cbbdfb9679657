namespace ItoSharp;

/// <summary>
/// <c>lambda_i = lambda_end - (1 - i/N)^exponent (lambda_end - lambda_start)</c>: k-diffusion's polyexponential sigmas. Exponent 1 is its
/// exponential schedule, <see cref="UniformLambda"/>.
/// </summary>
public sealed class Polyexponential : LambdaSchedule
{
    private Polyexponential(int stepCount, double exponent)
        : base(stepCount) => Exponent = exponent;

    /// <summary>The exponent, called rho there.</summary>
    public double Exponent { get; }

    /// <inheritdoc/>
    protected override object Identity => Exponent;

    /// <summary>A schedule of <paramref name="steps"/> steps.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="exponent">Positive; larger: shorter steps near the data.</param>
    /// <exception cref="ArgumentOutOfRangeException">The exponent is not positive and finite, or there is no step.</exception>
    public static Polyexponential Steps(int steps, double exponent = 1)
    {
        ScheduleChecks.Positive(exponent, nameof(exponent));
        return new(steps, exponent);
    }

    /// <inheritdoc/>
    protected override LambdaNode Place(double w, double start, double end)
    {
        // Encoding goes through the same nodes the other way.
        double ramp = start < end ? Math.Pow(1 - w, Exponent) : 1 - Math.Pow(w, Exponent);
        return new(end - ramp * (end - start), ramp, 1 - ramp);
    }
}
