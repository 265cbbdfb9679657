namespace DoubleWell.Law;

/// <summary>
/// The stationary law of dq = p dt, dp = (-V'(q) - gamma p) dt + sqrt(2 gamma kT) dW in the double well V = (q^2 - 1)^2: its density
/// is exp(-(V(q) + p^2 / 2) / kT) / Z, whatever gamma is.
/// </summary>
/// <remarks>
/// Integrals over q are sums at equal distances: for a smooth integrand that vanishes at both ends their error falls faster
/// than any power of the distance, and here is rounding.
/// </remarks>
internal sealed class DoubleWellLaw
{
    private const int Points = 4096;
    private readonly double temperature;
    private readonly double end;
    private readonly double partition;

    /// <summary>The law at a temperature.</summary>
    /// <param name="temperature">kT, in units in which the barrier between the wells is 1.</param>
    public DoubleWellLaw(double temperature)
    {
        this.temperature = temperature;
        // V(end) = 45 kT: nothing beyond counts.
        end = Math.Sqrt(1 + Math.Sqrt(45 * temperature));
        partition = Sum(_ => 1);
    }

    /// <summary>Half the width outside of which the density is below 1e-19 of its largest value.</summary>
    public double End => end;

    /// <summary>V.</summary>
    public static double Potential(double q) => (q * q - 1) * (q * q - 1);

    /// <summary>V'.</summary>
    public static double Slope(double q) => 4 * q * (q * q - 1);

    /// <summary>The density of q.</summary>
    public double Density(double q) => Math.Exp(-Potential(q) / temperature) / partition;

    /// <summary>The density of p: normal with variance kT.</summary>
    public double MomentumDensity(double p) => Math.Exp(-0.5 * p * p / temperature) / Math.Sqrt(2 * Math.PI * temperature);

    /// <summary>The mean of a smooth function of q.</summary>
    public double Mean(Func<double, double> of) => Sum(of) / partition;

    /// <summary>The probabilities of bins of equal width from <paramref name="start"/> on; what lies outside of all is the rest to 1.</summary>
    public double[] Bins(double start, double width, int count) =>
        [.. Enumerable.Range(0, count).Select(i => ItoSharp.GaussLegendre.Integrate(Density, start + i * width, start + (i + 1) * width))];

    private double Sum(Func<double, double> of)
    {
        double step = 2 * end / Points;
        double sum = 0;
        for (int i = 1; i < Points; i++)
        {
            double q = -end + i * step;
            sum += of(q) * Math.Exp(-Potential(q) / temperature);
        }

        return sum * step;
    }
}
