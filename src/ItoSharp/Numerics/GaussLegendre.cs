using System.ComponentModel;

namespace ItoSharp;

/// <summary>
/// Gauss-Legendre rules, and an adaptive integral made of them for coefficients that have no closed form.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class GaussLegendre
{
    private const int Points = 16;
    private const int MaxDepth = 48;

    // Where the integrand's own rounding noise exceeds the tolerance no depth would do; the error then says so.
    private const int MaxSplits = 4096;
    private const double DefaultTolerance = 1e-13;

    private static readonly (double[] Nodes, double[] Weights) Rule = Compute(Points);

    /// <summary>The nodes and weights of the n-point rule on [-1, 1], exact for polynomials of degree 2n - 1.</summary>
    /// <param name="points">n, 1 to 1000.</param>
    public static (double[] Nodes, double[] Weights) Compute(int points)
    {
        if (points is < 1 or > 1000)
            throw new ArgumentOutOfRangeException(nameof(points), points, "A Gauss-Legendre rule has from 1 to 1000 points.");
        var nodes = new double[points];
        var weights = new double[points];
        for (int i = 0; i < (points + 1) / 2; i++)
        {
            // Newton from Tricomi's approximation of the i-th root; quadratic convergence needs at most five steps.
            double x = 2 * i + 1 == points ? 0.0 : Math.Cos(Math.PI * (i + 0.75) / (points + 0.5));
            for (int step = 0; step < 8 && x != 0.0; step++)
            {
                var (value, slope) = Legendre(points, x);
                x -= value / slope;
            }
            double derivative = Legendre(points, x).Slope;
            nodes[i] = -x;
            nodes[points - 1 - i] = x;
            weights[i] = weights[points - 1 - i] = 2.0 / ((1.0 - x) * (1.0 + x) * derivative * derivative);
        }
        return (nodes, weights);
    }

    /// <summary>The integral of f from a to b, to 1e-13 of the integral of |f|, or an exception.</summary>
    /// <param name="f">The integrand; smooth but for isolated points.</param>
    /// <param name="a">One end, finite.</param>
    /// <param name="b">The other end, finite; below a it gives the negative integral.</param>
    /// <exception cref="ArithmeticException">The accuracy was not reached; the message states the estimated error.</exception>
    public static double Integrate(Func<double, double> f, double a, double b)
    {
        double integral = Integrate(f, a, b, DefaultTolerance, out double error, out double magnitude);
        // A factor of ten above the request: the estimate is that of the coarser rule, and pessimistic.
        if (!(error <= 10.0 * DefaultTolerance * magnitude))
        {
            throw new ArithmeticException(
                FormattableString.Invariant(
                    $"The integral from {a} to {b} is {integral} with an estimated error of {error}, above {DefaultTolerance} of {magnitude}, the integral of the magnitude: the integrand is not smooth enough, or not finite."
                )
            );
        }
        return integral;
    }

    /// <summary>The integral of f from a to b with an estimate of its error; never throws for lack of accuracy.</summary>
    /// <param name="f">The integrand.</param>
    /// <param name="a">One end, finite.</param>
    /// <param name="b">The other end, finite.</param>
    /// <param name="tolerance">The error wanted, relative to the integral of |f|; at least 1e-15.</param>
    /// <param name="error">The estimated absolute error, an over-estimate for smooth f.</param>
    public static double Integrate(Func<double, double> f, double a, double b, double tolerance, out double error) =>
        Integrate(f, a, b, tolerance, out error, out _);

    private static double Integrate(Func<double, double> f, double a, double b, double tolerance, out double error, out double magnitude)
    {
        ArgumentNullException.ThrowIfNull(f);
        if (!double.IsFinite(a))
            throw new ArgumentOutOfRangeException(nameof(a), a, "The end of an integral must be finite.");
        if (!double.IsFinite(b))
            throw new ArgumentOutOfRangeException(nameof(b), b, "The end of an integral must be finite.");
        if (!(tolerance >= 1e-15))
            throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "The tolerance must be at least 1e-15.");
        error = 0.0;
        magnitude = 0.0;
        if (a == b)
            return 0.0;
        double whole = Apply(f, a, b, out magnitude);
        var budget = new Budget(tolerance, magnitude / Math.Abs(b - a));
        double total = 0.0;
        magnitude = 0.0;
        Refine(f, a, b, whole, MaxDepth, budget, ref total, ref error, ref magnitude);
        return total;
    }

    // What a piece may err: its share of the whole by its width or by its own magnitude, whichever is more.
    private sealed class Budget(double tolerance, double meanMagnitude)
    {
        private int _splits = MaxSplits;

        public double Of(double width, double magnitude) => 0.5 * tolerance * Math.Max(meanMagnitude * width, magnitude);

        public bool TrySplit() => _splits-- > 0;
    }

    private static void Refine(
        Func<double, double> f,
        double a,
        double b,
        double whole,
        int depth,
        Budget budget,
        ref double total,
        ref double error,
        ref double magnitude
    )
    {
        double middle = a + 0.5 * (b - a);
        double left = Apply(f, a, middle, out double leftMagnitude);
        double right = Apply(f, middle, b, out double rightMagnitude);
        double difference = Math.Abs(whole - (left + right));
        double allowed = budget.Of(Math.Abs(b - a), leftMagnitude + rightMagnitude);
        // A NaN also ends here: splitting would not cure it, and the error becomes NaN.
        if (!(difference > allowed) || depth == 0 || middle == a || middle == b || !budget.TrySplit())
        {
            total += left + right;
            error += difference;
            magnitude += leftMagnitude + rightMagnitude;
            return;
        }
        Refine(f, a, middle, left, depth - 1, budget, ref total, ref error, ref magnitude);
        Refine(f, middle, b, right, depth - 1, budget, ref total, ref error, ref magnitude);
    }

    private static double Apply(Func<double, double> f, double a, double b, out double magnitude)
    {
        double centre = a + 0.5 * (b - a);
        double half = 0.5 * (b - a);
        double sum = 0.0;
        magnitude = 0.0;
        for (int i = 0; i < Points; i++)
        {
            double value = f(Math.FusedMultiplyAdd(half, Rule.Nodes[i], centre));
            sum = Math.FusedMultiplyAdd(Rule.Weights[i], value, sum);
            magnitude = Math.FusedMultiplyAdd(Rule.Weights[i], Math.Abs(value), magnitude);
        }
        magnitude *= Math.Abs(half);
        return sum * half;
    }

    // P_n and its derivative by the three-term recurrence.
    private static (double Value, double Slope) Legendre(int n, double x)
    {
        double previous = 1.0;
        double current = x;
        for (int j = 2; j <= n; j++)
            (previous, current) = (current, ((2 * j - 1) * x * current - (j - 1) * previous) / j);
        double slope = n * (x * current - previous) / ((x - 1.0) * (x + 1.0));
        return (current, slope);
    }
}
