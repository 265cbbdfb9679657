using System.Globalization;

namespace ItoSharp;

/// <summary>The law of a process from one time to a later one: <c>x_t | x_s ~ N(Gain x_s, Variance I)</c>.</summary>
/// <param name="Gain">alpha(t) / alpha(s).</param>
/// <param name="Variance">sigma(t)^2 - Gain^2 sigma(s)^2.</param>
public readonly record struct TransitionKernel(double Gain, double Variance)
{
    /// <summary>The standard deviation.</summary>
    public double Deviation => Math.Sqrt(Variance);

    /// <summary>The kernel of a process from s to t &gt;= s.</summary>
    /// <remarks>
    /// The variance is computed as <c>-sigma(t)^2 expm1(-2 (lambda(s) - lambda(t)))</c>, which loses nothing where the times are
    /// close and is right where sigma(s) = 0 or alpha(t) = 0.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">t lies before s.</exception>
    public static TransitionKernel Between(IProcess process, double s, double t)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (!(t >= s))
        {
            throw new ArgumentOutOfRangeException(
                nameof(t),
                t,
                string.Create(CultureInfo.InvariantCulture, $"A transition runs forward in time: t must not lie before s = {s}.")
            );
        }
        if (s == t)
            return new TransitionKernel(1.0, 0.0);

        double sigma = process.Sigma(t);
        double fall = process.Lambda(s) - process.Lambda(t);
        return new TransitionKernel(process.Alpha(t) / process.Alpha(s), -sigma * sigma * Special.Expm1(-2.0 * fall));
    }
}
