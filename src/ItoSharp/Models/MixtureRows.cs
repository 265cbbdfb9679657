using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>The elementwise passes of a mixture over one padded row; names as in <see cref="MixtureBlock"/>.</summary>
internal static class MixtureRows
{
    /// <summary>result = E^-1 y, y = x - alpha (mean + shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Centre(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> shift,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> inverse,
        double alpha,
        Span<double> result
    )
    {
        var minusAlpha = Vector512.Create(-alpha);
        for (int i = 0; i < x.Length; i += 8)
        {
            var y = Vector512.FusedMultiplyAdd(minusAlpha, At(mean, i) + At(shift, i), At(x, i));
            (y * At(inverse, i)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }
    }

    /// <summary>result = E^-1 c.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(ReadOnlySpan<double> c, ReadOnlySpan<double> inverse, Span<double> result)
    {
        for (int i = 0; i < c.Length; i += 8)
            (At(c, i) * At(inverse, i)).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
    }

    /// <summary>(y - alpha^2 t)' E^-1 (y - alpha^2 t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Energy(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> shift,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> t,
        ReadOnlySpan<double> inverse,
        double alpha
    )
    {
        var minusAlpha = Vector512.Create(-alpha);
        var minusAlpha2 = Vector512.Create(-alpha * alpha);
        Vector512<double> sum = default;
        for (int i = 0; i < x.Length; i += 8)
        {
            var y = Vector512.FusedMultiplyAdd(minusAlpha, At(mean, i) + At(shift, i), At(x, i));
            var residual = Vector512.FusedMultiplyAdd(minusAlpha2, At(t, i), y);
            sum = Vector512.FusedMultiplyAdd(residual * At(inverse, i), residual, sum);
        }
        return LowRankKernels.Sum(sum);
    }

    /// <summary>result += data (mean + shift + alpha C u) + precision u.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Accumulate(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> shift,
        ReadOnlySpan<double> mean,
        ReadOnlySpan<double> t,
        ReadOnlySpan<double> inverse,
        ReadOnlySpan<double> diagonal,
        double alpha,
        double data,
        double precision,
        Span<double> result
    )
    {
        var plusAlpha = Vector512.Create(alpha);
        var minusAlpha2 = Vector512.Create(-alpha * alpha);
        var a = Vector512.Create(data);
        var b = Vector512.Create(precision);
        for (int i = 0; i < x.Length; i += 8)
        {
            var m = At(mean, i) + At(shift, i);
            var y = Vector512.FusedMultiplyAdd(-plusAlpha, m, At(x, i));
            var u = Vector512.FusedMultiplyAdd(minusAlpha2, At(t, i), y) * At(inverse, i);
            var cu = Vector512.FusedMultiplyAdd(At(diagonal, i), u, At(t, i));
            var sum = Vector512.FusedMultiplyAdd(a, Vector512.FusedMultiplyAdd(plusAlpha, cu, m), At(result, i));
            Vector512.FusedMultiplyAdd(b, u, sum).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector512<double> At(ReadOnlySpan<double> row, int i) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(row), (nuint)i);
}
