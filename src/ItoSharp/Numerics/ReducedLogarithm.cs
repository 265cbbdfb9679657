using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>The shared core of log and log1p: <c>log(1 + f) + k log 2 + c</c>, 1 + f in [sqrt(1/2), sqrt(2)).</summary>
/// <remarks>
/// With s = f / (2 + f), log(1 + f) = 2 artanh(s) = f - f^2/2 + s (f^2/2 + R(s^2)); R is the minimax polynomial of FreeBSD's
/// e_log.c (error 2^-58.45), whose coefficients are public domain.
/// </remarks>
internal static class ReducedLogarithm
{
    internal const double Log2High = 6.93147180369123816490e-01;
    internal const double Log2Low = 1.90821492927058770002e-10;

    internal const double R1 = 6.666666666666735130e-01;
    internal const double R2 = 3.999999999940941908e-01;
    internal const double R3 = 2.857142874366239149e-01;
    internal const double R4 = 2.222219843214978396e-01;
    internal const double R5 = 1.818357216161805012e-01;
    internal const double R6 = 1.531383769920937332e-01;
    internal const double R7 = 1.479819860511658591e-01;

    // Adding this to the bits of x makes the exponent field count from sqrt(1/2) instead of 1.
    internal const long Bias = 0x3FF0_0000_0000_0000 - SqrtHalf;
    internal const long SqrtHalf = 0x3FE6_A09E_667F_3BCD;
    internal const long Fraction = 0x000F_FFFF_FFFF_FFFF;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Evaluate(double f, double k, double c)
    {
        double s = f / (2.0 + f);
        double z = s * s;
        double r = R7;
        r = Math.FusedMultiplyAdd(r, z, R6);
        r = Math.FusedMultiplyAdd(r, z, R5);
        r = Math.FusedMultiplyAdd(r, z, R4);
        r = Math.FusedMultiplyAdd(r, z, R3);
        r = Math.FusedMultiplyAdd(r, z, R2);
        r = Math.FusedMultiplyAdd(r, z, R1);
        double halfSquare = 0.5 * f * f;
        double rest = Math.FusedMultiplyAdd(s, Math.FusedMultiplyAdd(r, z, halfSquare), Math.FusedMultiplyAdd(k, Log2Low, c));
        return Math.FusedMultiplyAdd(k, Log2High, f - (halfSquare - rest));
    }

    /// <summary>The part 1 + f of a positive normal number, and the k that goes with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Split(double x, out int k)
    {
        long bits = BitConverter.DoubleToInt64Bits(x) + Bias;
        k = (int)(bits >> 52) - 1023;
        return BitConverter.Int64BitsToDouble((bits & Fraction) + SqrtHalf);
    }
}
