using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>The passes of an empirical model over one padded state and one padded data row.</summary>
internal static class EmpiricalRows
{
    /// <summary>|x - alpha row|^2 and (x - alpha row)'row, from the differences: near a data row the squares would cancel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Square, double Along) Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> row, double alpha)
    {
        var minusAlpha = Vector512.Create(-alpha);
        Vector512<double> square = default;
        Vector512<double> along = default;
        for (int i = 0; i < x.Length; i += 8)
        {
            var value = MixtureRows.At(row, i);
            var difference = Vector512.FusedMultiplyAdd(minusAlpha, value, MixtureRows.At(x, i));
            square = Vector512.FusedMultiplyAdd(difference, difference, square);
            along = Vector512.FusedMultiplyAdd(difference, value, along);
        }
        return (LowRankKernels.Sum(square), LowRankKernels.Sum(along));
    }

    /// <summary>result += data row + precision (x - alpha row).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Mix(
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> row,
        double alpha,
        double data,
        double precision,
        Span<double> result
    )
    {
        var minusAlpha = Vector512.Create(-alpha);
        var a = Vector512.Create(data);
        var b = Vector512.Create(precision);
        for (int i = 0; i < x.Length; i += 8)
        {
            var value = MixtureRows.At(row, i);
            var difference = Vector512.FusedMultiplyAdd(minusAlpha, value, MixtureRows.At(x, i));
            var sum = Vector512.FusedMultiplyAdd(a, value, MixtureRows.At(result, i));
            Vector512.FusedMultiplyAdd(b, difference, sum).StoreUnsafe(ref MemoryMarshal.GetReference(result), (nuint)i);
        }
    }
}
