using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>The shared core of exp and expm1: <c>x = k log 2 + r</c>, <c>exp(r) - 1 = high + low</c>.</summary>
/// <remarks>
/// The series is Taylor's up to r^13: its remainder for |r| at most log(2)/2 is 4e-18, below a twentieth of an ulp, so no
/// coefficient has to be taken on trust.
/// </remarks>
internal readonly ref struct ReducedExponential
{
    // log 2 in two parts; k times the first is exact for every k of a double, for its last 32 bits are zero.
    private const double Log2High = 6.93147180369123816490e-01;
    private const double Log2Low = 1.90821492927058770002e-10;
    private const double InverseLog2 = 1.4426950408889634;

    /// <summary>Reduces a finite x of magnitude below 800.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReducedExponential(double x)
    {
        double k = Math.Round(x * InverseLog2);
        double high = Math.FusedMultiplyAdd(-k, Log2High, x);
        double low = k * Log2Low;
        double r = high - low;
        double lost = high - r - low;

        double q = 1.6059043836821613e-10;
        q = Math.FusedMultiplyAdd(q, r, 2.08767569878681e-09);
        q = Math.FusedMultiplyAdd(q, r, 2.505210838544172e-08);
        q = Math.FusedMultiplyAdd(q, r, 2.755731922398589e-07);
        q = Math.FusedMultiplyAdd(q, r, 2.7557319223985893e-06);
        q = Math.FusedMultiplyAdd(q, r, 2.48015873015873e-05);
        q = Math.FusedMultiplyAdd(q, r, 0.0001984126984126984);
        q = Math.FusedMultiplyAdd(q, r, 0.001388888888888889);
        q = Math.FusedMultiplyAdd(q, r, 0.008333333333333333);
        q = Math.FusedMultiplyAdd(q, r, 0.041666666666666664);
        q = Math.FusedMultiplyAdd(q, r, 0.16666666666666666);
        q = Math.FusedMultiplyAdd(q, r, 0.5);

        Power = (int)k;
        High = r;
        Low = Math.FusedMultiplyAdd(r * r, q, lost);
    }

    /// <summary>k.</summary>
    public int Power { get; }

    /// <summary>r, the large part of exp(r) - 1.</summary>
    public double High { get; }

    /// <summary>The rest.</summary>
    public double Low { get; }

    /// <summary>value * 2^k for |k| up to 2044, rounded once even where the result is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Scale(double value, int k)
    {
        int half = k / 2;
        return value * PowerOfTwo(half) * PowerOfTwo(k - half);
    }

    /// <summary>2^k for k in [-1022, 1023].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double PowerOfTwo(int k) => BitConverter.Int64BitsToDouble((long)(1023 + k) << 52);
}
