namespace ItoSharp;

/// <summary>One step's part of KLUB for Gaussian data, in closed form.</summary>
/// <remarks>
/// Along an eigenvector with variance v, <c>E|D(x_u) - D(x_U)|^2 = v^2 (1/(v + u) - 1/(v + U))</c> with u = rho^2 at the state and U at the
/// step's start (the data predictions form a martingale), and the step's part is half the integral of that over du / u^2.
/// </remarks>
internal sealed class GaussianBound
{
    private readonly double[] _variances;

    public GaussianBound(ReadOnlySpan<double> variances) => _variances = variances.ToArray();

    /// <summary>The part of the step from one half log-SNR to a larger one.</summary>
    public double Step(double from, double to)
    {
        double start = Math.Exp(-2 * from);
        double end = Math.Exp(-2 * to);
        double sum = 0;
        foreach (double v in _variances)
        {
            // [-(v/u) + log(1 + v/u) + v^2/((v + U) u)] between u = end and U, its terms put together.
            double ratio = v / (v + start);
            sum += 0.5 * (ratio * (start - end) / end - Math.Log((end + v) / end * (start / (start + v))));
        }

        return sum;
    }
}
