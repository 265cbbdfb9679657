using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// Products of a low-rank factor with one row or with four rows at once. Four rows read the factor once; the order of the
/// operations of a row is the same in both forms, and always that of eight lanes, so the bits do not depend on the batch.
/// </summary>
/// <remarks>The factor is rank x padded (its columns, padded); rows are lanes x padded; coefficients are rank x 4.</remarks>
internal static class LowRankKernels
{
    /// <summary>How many rows are taken at once.</summary>
    public const int Lanes = 4;

    /// <summary>coefficients[j, row] = sum_i factor[j, i] rows[row, i] for four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Project4(ReadOnlySpan<double> factor, int rank, int padded, ReadOnlySpan<double> rows, Span<double> coefficients)
    {
        ref double f = ref MemoryMarshal.GetReference(factor);
        ref double x0 = ref MemoryMarshal.GetReference(rows);
        ref double x1 = ref Unsafe.Add(ref x0, padded);
        ref double x2 = ref Unsafe.Add(ref x1, padded);
        ref double x3 = ref Unsafe.Add(ref x2, padded);
        int j = 0;
        for (; j + 3 <= rank; j += 3)
        {
            ref double f0 = ref Unsafe.Add(ref f, j * padded);
            ref double f1 = ref Unsafe.Add(ref f0, padded);
            ref double f2 = ref Unsafe.Add(ref f1, padded);
            Vector512<double> a0 = default,
                a1 = default,
                a2 = default,
                a3 = default;
            Vector512<double> b0 = default,
                b1 = default,
                b2 = default,
                b3 = default;
            Vector512<double> c0 = default,
                c1 = default,
                c2 = default,
                c3 = default;
            for (nuint i = 0; i < (nuint)padded; i += 8)
            {
                var v0 = Vector512.LoadUnsafe(ref x0, i);
                var v1 = Vector512.LoadUnsafe(ref x1, i);
                var v2 = Vector512.LoadUnsafe(ref x2, i);
                var v3 = Vector512.LoadUnsafe(ref x3, i);
                var w = Vector512.LoadUnsafe(ref f0, i);
                a0 = Vector512.FusedMultiplyAdd(w, v0, a0);
                a1 = Vector512.FusedMultiplyAdd(w, v1, a1);
                a2 = Vector512.FusedMultiplyAdd(w, v2, a2);
                a3 = Vector512.FusedMultiplyAdd(w, v3, a3);
                w = Vector512.LoadUnsafe(ref f1, i);
                b0 = Vector512.FusedMultiplyAdd(w, v0, b0);
                b1 = Vector512.FusedMultiplyAdd(w, v1, b1);
                b2 = Vector512.FusedMultiplyAdd(w, v2, b2);
                b3 = Vector512.FusedMultiplyAdd(w, v3, b3);
                w = Vector512.LoadUnsafe(ref f2, i);
                c0 = Vector512.FusedMultiplyAdd(w, v0, c0);
                c1 = Vector512.FusedMultiplyAdd(w, v1, c1);
                c2 = Vector512.FusedMultiplyAdd(w, v2, c2);
                c3 = Vector512.FusedMultiplyAdd(w, v3, c3);
            }
            var into = coefficients.Slice(j * Lanes, 3 * Lanes);
            into[0] = Sum(a0);
            into[1] = Sum(a1);
            into[2] = Sum(a2);
            into[3] = Sum(a3);
            into[4] = Sum(b0);
            into[5] = Sum(b1);
            into[6] = Sum(b2);
            into[7] = Sum(b3);
            into[8] = Sum(c0);
            into[9] = Sum(c1);
            into[10] = Sum(c2);
            into[11] = Sum(c3);
        }
        for (; j < rank; j++)
        {
            for (int row = 0; row < Lanes; row++)
                coefficients[j * Lanes + row] = Dot(factor.Slice(j * padded, padded), rows.Slice(row * padded, padded));
        }
    }

    /// <summary>The same for the first row alone; the other coefficients become 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Project1(ReadOnlySpan<double> factor, int rank, int padded, ReadOnlySpan<double> rows, Span<double> coefficients)
    {
        coefficients[..(rank * Lanes)].Clear();
        for (int j = 0; j < rank; j++)
            coefficients[j * Lanes] = Dot(factor.Slice(j * padded, padded), rows[..padded]);
    }

    /// <summary>result[row, i] = sum_j coefficients[j, row] factor[j, i] for four rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand4(ReadOnlySpan<double> factor, int rank, int padded, ReadOnlySpan<double> coefficients, Span<double> result)
    {
        ref double f = ref MemoryMarshal.GetReference(factor);
        ref double c = ref MemoryMarshal.GetReference(coefficients);
        ref double r = ref MemoryMarshal.GetReference(result);
        for (int i = 0; i < padded; i += 16)
        {
            Vector512<double> a0 = default,
                a1 = default,
                a2 = default,
                a3 = default;
            Vector512<double> b0 = default,
                b1 = default,
                b2 = default,
                b3 = default;
            for (int j = 0; j < rank; j++)
            {
                ref double column = ref Unsafe.Add(ref f, j * padded + i);
                var w = Vector512.LoadUnsafe(ref column);
                var v = Vector512.LoadUnsafe(ref column, 8);
                var g = Vector512.Create(Unsafe.Add(ref c, j * Lanes));
                a0 = Vector512.FusedMultiplyAdd(w, g, a0);
                b0 = Vector512.FusedMultiplyAdd(v, g, b0);
                g = Vector512.Create(Unsafe.Add(ref c, j * Lanes + 1));
                a1 = Vector512.FusedMultiplyAdd(w, g, a1);
                b1 = Vector512.FusedMultiplyAdd(v, g, b1);
                g = Vector512.Create(Unsafe.Add(ref c, j * Lanes + 2));
                a2 = Vector512.FusedMultiplyAdd(w, g, a2);
                b2 = Vector512.FusedMultiplyAdd(v, g, b2);
                g = Vector512.Create(Unsafe.Add(ref c, j * Lanes + 3));
                a3 = Vector512.FusedMultiplyAdd(w, g, a3);
                b3 = Vector512.FusedMultiplyAdd(v, g, b3);
            }
            ref double into = ref Unsafe.Add(ref r, i);
            a0.StoreUnsafe(ref into);
            b0.StoreUnsafe(ref into, 8);
            into = ref Unsafe.Add(ref into, padded);
            a1.StoreUnsafe(ref into);
            b1.StoreUnsafe(ref into, 8);
            into = ref Unsafe.Add(ref into, padded);
            a2.StoreUnsafe(ref into);
            b2.StoreUnsafe(ref into, 8);
            into = ref Unsafe.Add(ref into, padded);
            a3.StoreUnsafe(ref into);
            b3.StoreUnsafe(ref into, 8);
        }
    }

    /// <summary>The same for the first row alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Expand1(ReadOnlySpan<double> factor, int rank, int padded, ReadOnlySpan<double> coefficients, Span<double> result)
    {
        ref double f = ref MemoryMarshal.GetReference(factor);
        ref double r = ref MemoryMarshal.GetReference(result);
        for (int i = 0; i < padded; i += 16)
        {
            Vector512<double> a = default,
                b = default;
            for (int j = 0; j < rank; j++)
            {
                ref double column = ref Unsafe.Add(ref f, j * padded + i);
                var g = Vector512.Create(coefficients[j * Lanes]);
                a = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref column), g, a);
                b = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref column, 8), g, b);
            }
            a.StoreUnsafe(ref Unsafe.Add(ref r, i));
            b.StoreUnsafe(ref Unsafe.Add(ref r, i), 8);
        }
    }

    /// <summary>The inner product of two padded rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        ref double a = ref MemoryMarshal.GetReference(left);
        ref double b = ref MemoryMarshal.GetReference(right);
        Vector512<double> sum = default;
        for (nuint i = 0; i < (nuint)left.Length; i += 8)
            sum = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref a, i), Vector512.LoadUnsafe(ref b, i), sum);
        return Sum(sum);
    }

    /// <summary>The sum of the lanes by a fixed tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> v)
    {
        var four = v.GetLower() + v.GetUpper();
        var two = four.GetLower() + four.GetUpper();
        return two[0] + two[1];
    }
}
