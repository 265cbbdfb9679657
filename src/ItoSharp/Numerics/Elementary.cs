using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// The library's own elementary functions: only +, -, *, /, square root, fused multiply-add and bit operations, so that every
/// machine, lane width and device gives the same bits. Math.Exp and its kin follow the platform's C library and do not.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public static class Elementary
{
    /// <summary>The natural logarithm; measured error at most 0.79 ulp.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Log(double x)
    {
        int shift = 0;
        if (!(x >= 2.2250738585072014e-308 && x < double.PositiveInfinity))
        {
            if (x == 0)
                return double.NegativeInfinity;
            if (!(x > 0) || double.IsInfinity(x))
                return x > 0 ? x : double.NaN;
            x *= 18014398509481984.0; // 2^54 makes a subnormal number normal
            shift = 54;
        }
        return LogOfNormal(x, shift);
    }

    /// <summary>log of a positive normal number divided by 2^shift: the branch-free part, shared with the noise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double LogOfNormal(double x, int shift = 0)
    {
        double m = ReducedLogarithm.Split(x, out int k);
        return ReducedLogarithm.Evaluate(m - 1.0, k - shift, 0.0);
    }

    /// <summary>The exponential; measured error at most 0.66 ulp where the result is a normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < 750.0))
            return double.IsNaN(x) ? x
                : x > 0 ? double.PositiveInfinity
                : 0.0;
        var e = new ReducedExponential(x);
        // 1 + High is rounded, and what it lost goes to the small part: one rounding decides.
        double one = 1.0 + e.High;
        return ReducedExponential.Scale(one + (1.0 - one + e.High + e.Low), e.Power);
    }

    /// <summary>sin(2 pi u) and cos(2 pi u) of an angle u in turns; measured error at most 0.68 ulp.</summary>
    /// <remarks>The reduction to an eighth of a turn is exact, so large angles lose nothing.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Sin, double Cos) SinCosTurns(double u)
    {
        if (!double.IsFinite(u))
            return (double.NaN, double.NaN);
        if (Math.Abs(u) >= 4503599627370496.0) // 2^52: an integer, a full number of turns
            return (0.0, 1.0);
        u -= Math.Round(u);
        return SinCosOfTurn(u);
    }

    // The coefficients are Taylor's, (2 pi)^k / k!, rounded; the first two also carry what the rounding lost.
    internal const double S1 = 6.283185307179586;
    internal const double S1Low = 2.4492935982947064e-16;
    internal const double S3 = -41.34170224039976;
    internal const double S5 = 81.60524927607506;
    internal const double S7 = -76.70585975306139;
    internal const double S9 = 42.058693944897655;
    internal const double S11 = -15.09464257682299;
    internal const double S13 = 3.819952584848282;
    internal const double S15 = -0.7181223017785006;
    internal const double S17 = 0.10422916220813984;
    internal const double C2 = -19.739208802178716;
    internal const double C2Low = -1.2530591017479423e-15;
    internal const double C4 = 64.9393940226683;
    internal const double C6 = -85.45681720669373;
    internal const double C8 = 60.24464137187666;
    internal const double C10 = -26.4262567833744;
    internal const double C12 = 7.903536371318469;
    internal const double C14 = -1.714390711088672;
    internal const double C16 = 0.28200596845579123;

    /// <summary>The same for |u| at most 1: what the noise calls.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Sin, double Cos) SinCosOfTurn(double u)
    {
        double quarter = Math.Round(4.0 * u);
        double f = Math.FusedMultiplyAdd(-0.25, quarter, u);
        double f2 = f * f;

        double p = S17;
        p = Math.FusedMultiplyAdd(p, f2, S15);
        p = Math.FusedMultiplyAdd(p, f2, S13);
        p = Math.FusedMultiplyAdd(p, f2, S11);
        p = Math.FusedMultiplyAdd(p, f2, S9);
        p = Math.FusedMultiplyAdd(p, f2, S7);
        p = Math.FusedMultiplyAdd(p, f2, S5);
        p = Math.FusedMultiplyAdd(p, f2, S3);
        double sin = Math.FusedMultiplyAdd(S1, f, f * Math.FusedMultiplyAdd(p, f2, S1Low));

        double q = C16;
        q = Math.FusedMultiplyAdd(q, f2, C14);
        q = Math.FusedMultiplyAdd(q, f2, C12);
        q = Math.FusedMultiplyAdd(q, f2, C10);
        q = Math.FusedMultiplyAdd(q, f2, C8);
        q = Math.FusedMultiplyAdd(q, f2, C6);
        q = Math.FusedMultiplyAdd(q, f2, C4);
        // 1 + C2 f^2 with its rounding errors kept, then the small rest.
        double square = C2 * f2;
        double one = 1.0 + square;
        double lost = Math.FusedMultiplyAdd(C2, f2, -square);
        double lostSquare = Math.FusedMultiplyAdd(f, f, -f2);
        double rest = Math.FusedMultiplyAdd(q, f2, C2Low) * f2;
        double cos = one + (1.0 - one + square + (Math.FusedMultiplyAdd(C2, lostSquare, lost) + rest));

        // A quarter turn exchanges sine and cosine, half a turn changes both signs.
        long n = (long)quarter;
        bool odd = (n & 1) != 0;
        double s = odd ? cos : sin;
        double c = odd ? sin : cos;
        return ((n & 2) != 0 ? -s : s, ((n + 1) & 2) != 0 ? -c : c);
    }
}
