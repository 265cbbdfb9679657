namespace ItoSharp;

/// <summary>A process at one time; also the cotangent of that value.</summary>
/// <param name="Time">t. Of a cotangent: what depends on t beside the process's functions; the process does not read it.</param>
/// <param name="Alpha">alpha(t).</param>
/// <param name="Sigma">sigma(t).</param>
/// <param name="Lambda">log(alpha / sigma).</param>
/// <param name="AlphaRate">d alpha / dt.</param>
/// <param name="SigmaRate">d sigma / dt.</param>
public readonly record struct ProcessPoint(double Time, double Alpha, double Sigma, double Lambda, double AlphaRate, double SigmaRate)
{
    /// <summary>
    /// This cotangent applied to a derivative of the point: the sum of the products, <see cref="Time"/> left out. A component
    /// whose cotangent is 0 is not asked for: lambda's derivative is infinite where sigma = 0, and 0 times it would be NaN.
    /// </summary>
    public double Pair(in ProcessPoint derivative) =>
        Weigh(Alpha, derivative.Alpha)
        + Weigh(Sigma, derivative.Sigma)
        + Weigh(Lambda, derivative.Lambda)
        + Weigh(AlphaRate, derivative.AlphaRate)
        + Weigh(SigmaRate, derivative.SigmaRate);

    private static double Weigh(double cotangent, double derivative) => cotangent == 0.0 ? 0.0 : cotangent * derivative;
}
