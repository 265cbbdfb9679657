using System.Globalization;

namespace ItoSharp;

/// <summary>
/// One member of the reverse family <c>dx = [f x - (1 + tau^2)/2 g^2 s] dt + tau g dw</c>, time running backwards: every tau has
/// the marginals of the forward process. tau = 0 is the probability-flow ODE, tau = 1 Anderson's reverse SDE (1982).
/// </summary>
public sealed class ReverseProcess
{
    private readonly double? constant;
    private readonly Func<double, double> tau;

    /// <summary>The member with the same tau at all times.</summary>
    /// <exception cref="ArgumentOutOfRangeException">tau is negative or not finite.</exception>
    public ReverseProcess(IProcess process, double tau)
    {
        ArgumentNullException.ThrowIfNull(process);
        Process = process;
        constant = Valid(tau, nameof(tau));
        this.tau = _ => tau;
    }

    /// <summary>The member with a tau of time.</summary>
    public ReverseProcess(IProcess process, Func<double, double> tau)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(tau);
        Process = process;
        this.tau = tau;
    }

    /// <summary>The forward process.</summary>
    public IProcess Process { get; }

    /// <summary>tau(t).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The given function returned a negative or non-finite value.</exception>
    public double Tau(double t) => Valid(tau(t), nameof(t));

    /// <summary>The drift's factor of x: f(t).</summary>
    public double StateCoefficient(double t) => Process.LinearDrift(t);

    /// <summary>The drift's factor of the score: -(1 + tau^2)/2 g^2.</summary>
    public double ScoreCoefficient(double t)
    {
        double level = Tau(t);
        return -0.5 * (1.0 + level * level) * Process.DiffusionSquared(t);
    }

    /// <summary>The factor of the noise: tau g.</summary>
    public double Diffusion(double t) => Tau(t) * Math.Sqrt(Process.DiffusionSquared(t));

    /// <summary>
    /// The exact law from s to an earlier t while the data prediction keeps its value D:
    /// <c>x_t = State x_s + Data D + Deviation z</c>.
    /// </summary>
    /// <remarks>
    /// With <c>h = lambda(t) - lambda(s)</c> and <c>I</c> the integral of tau^2 over lambda: State = sigma(t)/sigma(s) exp(-I),
    /// Data = -alpha(t) expm1(-h - I), Deviation = sigma(t) sqrt(-expm1(-2 I)). From a time with alpha(s) = 0, where f is singular,
    /// the step is the ODE's (I = 0), which is as exact there. A tau of time is integrated by quadrature to 1e-13.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">t lies after s.</exception>
    public ReverseStep Step(double s, double t)
    {
        if (!(t <= s))
        {
            throw new ArgumentOutOfRangeException(
                nameof(t),
                t,
                string.Create(CultureInfo.InvariantCulture, $"A reverse step runs backwards in time: t must not lie after s = {s}.")
            );
        }
        if (s == t)
            return new ReverseStep(1.0, 0.0, 0.0);

        double sigma = Process.Sigma(t);
        double alpha = Process.Alpha(t);
        if (sigma == 0.0)
            return new ReverseStep(0.0, alpha, 0.0);
        double from = Process.Lambda(s);
        double to = Process.Lambda(t);
        double level = double.IsNegativeInfinity(from) ? 0.0 : Level(from, to);
        return new ReverseStep(
            sigma / Process.Sigma(s) * Math.Exp(-level),
            -alpha * Special.Expm1(from - to - level),
            sigma * Math.Sqrt(-Special.Expm1(-2.0 * level))
        );
    }

    // The integral of tau^2 over lambda.
    private double Level(double from, double to)
    {
        if (constant is { } level)
            return level * level * (to - from);
        return GaussLegendre.Integrate(
            lambda =>
            {
                double value = Tau(Process.TimeOfLambda(lambda));
                return value * value;
            },
            from,
            to
        );
    }

    private static double Valid(double tau, string argument) =>
        tau >= 0.0 && double.IsFinite(tau)
            ? tau
            : throw new ArgumentOutOfRangeException(argument, tau, "tau must be a finite number of at least 0.");
}
