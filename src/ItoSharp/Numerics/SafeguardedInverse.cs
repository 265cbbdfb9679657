using System.ComponentModel;

namespace ItoSharp;

/// <summary>The inverse of a monotone function that has none in closed form: Newton's method inside a shrinking bracket.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class SafeguardedInverse
{
    /// <summary>The x of [lo, hi] with f(x) = target, as exact as f can tell neighbouring doubles apart.</summary>
    /// <param name="f">Monotone, rising or falling; infinite values at the ends are fine.</param>
    /// <param name="derivative">f'; a wrong or infinite value costs time, never correctness.</param>
    /// <param name="target">The value wanted.</param>
    /// <param name="lo">The lower end, finite.</param>
    /// <param name="hi">The upper end, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The target is not between f(lo) and f(hi).</exception>
    public static double Solve(Func<double, double> f, Func<double, double> derivative, double target, double lo, double hi)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(derivative);
        if (!double.IsFinite(lo) || !double.IsFinite(hi) || !(lo <= hi))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The bracket must be finite and in order; it is lo = {lo}, hi = {hi}."),
                nameof(lo)
            );
        }
        double atLow = f(lo);
        double atHigh = f(hi);
        if (!(Math.Min(atLow, atHigh) <= target && target <= Math.Max(atLow, atHigh)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(target),
                target,
                FormattableString.Invariant($"No x in [{lo}, {hi}] gives the target {target}: the function runs from {atLow} to {atHigh}.")
            );
        }
        if (atLow == target)
            return lo;
        if (atHigh == target)
            return hi;
        return Search(f, derivative, target, lo, hi, atHigh > atLow);
    }

    private static double Search(Func<double, double> f, Func<double, double> derivative, double target, double lo, double hi, bool rising)
    {
        double x = Middle(lo, hi);
        double best = x;
        double bestMiss = double.PositiveInfinity;
        // Two Newton steps in a row that do not halve the miss are followed by a bisection of the bit pattern, of which 64
        // exhaust any bracket; where Newton stands still, steps of 1, 2, 4, ... units of the last place close the bracket
        // around a root that it has found, or leave a place where the derivative is wrong. So the loop always ends.
        int patience = 2;
        int gallop = 0;
        while (x > lo && x < hi)
        {
            double value = f(x);
            if (double.IsNaN(value))
            {
                throw new ArithmeticException(
                    FormattableString.Invariant($"The function is NaN at {x} on the way to the target {target}.")
                );
            }
            double miss = value - target;
            if (miss == 0)
                return x;
            if (miss > 0 == rising)
                hi = x;
            else
                lo = x;
            patience = Math.Abs(miss) <= 0.5 * bestMiss ? 2 : patience - 1;
            if (Math.Abs(miss) < bestMiss)
                (best, bestMiss) = (x, Math.Abs(miss));

            double next = x - miss / derivative(x);
            if (next == x && gallop < 62)
            {
                long units = 1L << gallop++;
                next = FromOrder(Order(x) + (lo == x ? units : -units));
                patience = 2;
            }
            if (!(next > lo && next < hi) || patience == 0)
            {
                next = Middle(lo, hi);
                patience = 2;
            }
            x = next;
        }
        return best;
    }

    // The middle of the doubles between lo and hi, by count and not by value: a root at 1e-12 is as near as one at 1/2.
    private static double Middle(double lo, double hi)
    {
        long a = Order(lo);
        long b = Order(hi);
        return FromOrder(a + (long)((ulong)(b - a) / 2));
    }

    // An integer with the order of the doubles.
    private static long Order(double x)
    {
        long bits = BitConverter.DoubleToInt64Bits(x);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double FromOrder(long order) => BitConverter.Int64BitsToDouble(order < 0 ? long.MinValue - order : order);
}
