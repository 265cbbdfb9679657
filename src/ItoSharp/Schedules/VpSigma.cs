namespace ItoSharp;

/// <summary>
/// The noise levels that a uniform-time run of the linear variance-preserving process has, on any process: <c>sigma / alpha = sqrt(exp(beta_d
/// u^2 / 2 + beta_min u) - 1)</c> with u linear from 1 to <see cref="FinalTime"/>, the betas such that the ends are the sampler's.
/// </summary>
/// <remarks>Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models" (NeurIPS 2022), table 1 and their code.</remarks>
public sealed class VpSigma : LambdaSchedule
{
    private VpSigma(int stepCount, double finalTime)
        : base(stepCount) => FinalTime = finalTime;

    /// <summary>epsilon_s of the paper.</summary>
    public double FinalTime { get; }

    /// <inheritdoc/>
    protected override object Identity => FinalTime;

    /// <summary>A schedule of <paramref name="steps"/> steps.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    /// <param name="finalTime">Between 0 and 1, both excluded: the last u.</param>
    /// <exception cref="ArgumentOutOfRangeException">The final time is outside (0, 1), or there is no step.</exception>
    public static VpSigma Steps(int steps, double finalTime = 1e-3)
    {
        if (!(finalTime > 0 && finalTime < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(finalTime), finalTime, "the final time must lie between 0 and 1, both excluded");
        }

        return new(steps, finalTime);
    }

    /// <inheritdoc/>
    protected override LambdaNode Place(double w, double start, double end)
    {
        // L = log(1 + rho^2) = beta_d u^2 / 2 + beta_min u is a sum of its values at the ends.
        // Encoding goes through the same nodes the other way.
        double u = 1 + (start < end ? w : 1 - w) * (FinalTime - 1);
        double ofClean = u * (u - 1) / (FinalTime * (FinalTime - 1));
        double ofNoisy = u - FinalTime * ofClean;
        (double ofStart, double ofEnd) = start < end ? (ofNoisy, ofClean) : (ofClean, ofNoisy);
        double l = ofStart * Log(start) + ofEnd * Log(end);
        double lambda = -0.5 * Math.Log(Special.Expm1(l));
        return new(lambda, ofStart * Rate(start) / Rate(lambda), ofEnd * Rate(end) / Rate(lambda));
    }

    // log(1 + exp(-2 lambda)) without overflow.
    private static double Log(double lambda) =>
        lambda > 0 ? Special.Log1p(Math.Exp(-2 * lambda)) : -2 * lambda + Special.Log1p(Math.Exp(2 * lambda));

    // Minus half its derivative, 1 / (1 + exp(2 lambda)).
    private static double Rate(double lambda) => 1 / (1 + Math.Exp(2 * lambda));
}
