using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>128 random bits to two independent standard normals, by Box and Muller on the library's own log, sine and cosine.</summary>
public static class NormalTransform
{
    // The exponent field of [1, 2): with 52 random bits below it a uniform of spacing 2^-52, without any rounding.
    internal const ulong One = 0x3FF0_0000_0000_0000;

    /// <summary>The two normals of a block. The largest magnitude possible is sqrt(104 log 2) = 8.49.</summary>
    /// <param name="low">64 bits for the radius.</param>
    /// <param name="high">64 bits for the angle.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double First, double Second) Pair(ulong low, ulong high)
    {
        // (0, 1]: zero would give an infinite radius.
        double u = 2.0 - BitConverter.UInt64BitsToDouble((low >> 12) | One);
        double turn = BitConverter.UInt64BitsToDouble((high >> 12) | One) - 1.0;
        double radius = Math.Sqrt(-2.0 * Elementary.LogOfNormal(u));
        var (sin, cos) = Elementary.SinCosOfTurn(turn);
        return (radius * cos, radius * sin);
    }
}
