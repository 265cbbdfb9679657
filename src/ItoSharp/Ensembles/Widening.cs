using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>Rows of float or double as double, exactly.</summary>
internal static class Widening
{
    public static void ToDouble<T>(ReadOnlySpan<T> values, Span<double> wide)
        where T : unmanaged
    {
        if (typeof(T) == typeof(double))
        {
            MemoryMarshal.Cast<T, double>(values).CopyTo(wide);
        }
        else
        {
            ToDouble(MemoryMarshal.Cast<T, float>(values), wide);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ToDouble(ReadOnlySpan<float> values, Span<double> wide)
    {
        int i = 0;
        for (; i + 8 <= values.Length; i += 8)
        {
            var (low, high) = Vector256.Widen(Vector256.Create(values.Slice(i, 8)));
            low.CopyTo(wide.Slice(i, 4));
            high.CopyTo(wide.Slice(i + 4, 4));
        }

        for (; i < values.Length; i++)
        {
            wide[i] = values[i];
        }
    }
}
