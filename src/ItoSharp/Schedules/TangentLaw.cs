namespace ItoSharp;

/// <summary>
/// Nodes uniform in <c>arctan(sigma / (alpha c))</c>, where c is the standard deviation of the data: the grid on which the Euler (DDIM) run
/// of Gaussian data of that deviation ends with the least error of its standard deviation.
/// </summary>
/// <remarks>
/// With rho = sigma / alpha a DDIM step multiplies the deviation by (c^2 + rho_s rho_t) / (c^2 + rho_s^2), which in theta = arctan(rho / c) is
/// cos(theta_s - theta_t) cos(theta_s) / cos(theta_t): the product of the cosines is largest for equal angles. It is not the optimum of
/// <see cref="AlignYourSteps"/>, which weighs another error.
/// </remarks>
public sealed class TangentLaw : LambdaSchedule
{
    private TangentLaw(int stepCount, double deviation)
        : base(stepCount) => Deviation = deviation;

    /// <summary>c.</summary>
    public double Deviation { get; }

    /// <inheritdoc/>
    protected override object Identity => Deviation;

    /// <inheritdoc/>
    protected override bool TakesInfiniteEnds => true;

    /// <summary>A schedule of <paramref name="steps"/> equal angles.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="deviation">c, positive: the standard deviation of the data; .5 for images scaled to [-1, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not positive and finite, or there is no step.</exception>
    public static TangentLaw Steps(int steps, double deviation = 0.5)
    {
        ScheduleChecks.Positive(deviation, nameof(deviation));
        return new(steps, deviation);
    }

    /// <inheritdoc/>
    protected override LambdaNode Place(double w, double start, double end)
    {
        double first = Math.Atan2(Math.Exp(-start), Deviation);
        double last = Math.Atan2(Math.Exp(-end), Deviation);
        (double sine, double cosine) = Math.SinCos(first + w * (last - first));
        // rho = c tan(theta): d lambda / d theta = -1 / (sin cos), and back at the ends.
        double slope = 1 / (sine * cosine);
        return new(
            Math.Log(cosine / (Deviation * sine)),
            (1 - w) * Math.Sin(first) * Math.Cos(first) * slope,
            w * Math.Sin(last) * Math.Cos(last) * slope
        );
    }
}
