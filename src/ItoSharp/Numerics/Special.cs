using System.ComponentModel;

namespace ItoSharp;

/// <summary>Functions that avoid cancellation, called by generated coefficients.</summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static partial class Special
{
    /// <summary>exp(x) - 1 without cancellation near 0; measured error at most 1.17 ulp.</summary>
    public static double Expm1(double x)
    {
        if (!(x > -38.0 && x < 710.0))
            return double.IsNaN(x) ? x
                : x > 0 ? double.PositiveInfinity
                : -1.0;
        if (x == 0)
            return x; // keeps the sign of zero
        var e = new ReducedExponential(x);
        int k = e.Power;
        if (k == 0)
            return e.High + e.Low;

        // 2^k (1 + p) - 1 with 1 and 2^k put together first: that part is exact, and it dominates, so that the rounding error
        // of the sum below is known exactly.
        if (k > 0)
        {
            double part = 1.0 - ReducedExponential.PowerOfTwo(-Math.Min(k, 1000));
            double sum = part + e.High;
            double lost = part - sum + e.High;
            return ReducedExponential.Scale(sum + (lost + e.Low), k);
        }
        else
        {
            double scale = ReducedExponential.PowerOfTwo(k);
            double part = scale - 1.0;
            double high = scale * e.High;
            double sum = part + high;
            double lost = part - sum + high;
            return sum + Math.FusedMultiplyAdd(scale, e.Low, lost);
        }
    }

    /// <summary>log(1 + x) without cancellation near 0; measured error at most 0.78 ulp.</summary>
    public static double Log1p(double x)
    {
        if (!(x > -1.0 && x < double.PositiveInfinity))
            return x == -1.0 ? double.NegativeInfinity
                : x > 0 ? x
                : double.NaN;
        if (Math.Abs(x) < 1.1102230246251565e-16) // 2^-53: x - x^2/2 rounds to x
            return x;
        if (x is > -0.2928932188134524 and < 0.41421356237309503)
            return ReducedLogarithm.Evaluate(x, 0.0, 0.0);

        double u = 1.0 + x;
        double m = ReducedLogarithm.Split(u, out int k);
        // What 1 + x lost in rounding, as a relative correction of u.
        double lost = x >= 1.0 ? 1.0 - (u - x) : x - (u - 1.0);
        return ReducedLogarithm.Evaluate(m - 1.0, k, lost / u);
    }
}
