namespace ItoSharp;

/// <summary>Nodes uniform in <c>rho = sigma / alpha</c>, the clock of DEIS's rho methods; dense in log-SNR near the noise.</summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023).</remarks>
public sealed class UniformRho : LambdaSchedule
{
    private UniformRho(int stepCount)
        : base(stepCount) { }

    /// <inheritdoc/>
    protected override object Identity => StepCount;

    /// <inheritdoc/>
    protected override bool TakesInfiniteEnds => true;

    /// <summary>A schedule of <paramref name="steps"/> equal steps in rho; it may end at sigma = 0 but not start at alpha = 0.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    public static UniformRho Steps(int steps) => new(steps);

    /// <inheritdoc/>
    protected override LambdaNode Place(double w, double start, double end)
    {
        ScheduleChecks.FiniteRho(start, end, nameof(UniformRho));
        double first = Math.Exp(-start);
        double last = Math.Exp(-end);
        double rho = first + w * (last - first);
        return new(-Math.Log(rho), (1 - w) * first / rho, w * last / rho);
    }
}
