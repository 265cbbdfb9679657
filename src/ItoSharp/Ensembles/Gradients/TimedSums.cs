using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// Sums over steps and timed values of cotangents times rates, lane by lane in double: from the last step to the first, in each over the
/// values in order, each product and sum rounded once. The same bits at every width.
/// </summary>
internal static class TimedSums
{
    /// <summary>Adds to one sum for each lane.</summary>
    /// <param name="cotangents">Rows of the first step, one for each timed value, as wide as the group.</param>
    /// <param name="rows">The rows of a step.</param>
    /// <param name="columns">The timed values that count.</param>
    /// <param name="rates">For every step the rates of those.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="sums">A sum for each lane.</param>
    public static void Add<T>(ref T cotangents, int rows, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            ref float x = ref Unsafe.As<T, float>(ref cotangents);
            switch (sums.Length)
            {
                case 16:
                    Single512(ref x, rows * 16, columns, rates, steps, sums);
                    return;
                case 8:
                    Single256(ref x, rows * 8, columns, rates, steps, sums);
                    return;
                case 4:
                    Single128(ref x, rows * 4, columns, rates, steps, sums);
                    return;
                default:
                    break;
            }
        }
        else
        {
            ref double x = ref Unsafe.As<T, double>(ref cotangents);
            switch (sums.Length)
            {
                case 8:
                    Double512(ref x, rows * 8, columns, rates, steps, sums);
                    return;
                case 4:
                    Double256(ref x, rows * 4, columns, rates, steps, sums);
                    return;
                case 2:
                    Double128(ref x, rows * 2, columns, rates, steps, sums);
                    return;
                default:
                    break;
            }
        }

        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                double cotangent = double.CreateTruncating(Unsafe.Add(ref cotangents, (step * rows) + columns[i]));
                sums[0] = Math.FusedMultiplyAdd(cotangent, rates[(step * columns.Length) + i], sums[0]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Single512(ref float x, int stride, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
    {
        var low = Vector512.Create<double>(sums);
        var high = Vector512.Create<double>(sums[8..]);
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                var rate = Vector512.Create(rates[(step * columns.Length) + i]);
                var row = Vector512.LoadUnsafe(ref Unsafe.Add(ref x, (step * stride) + (columns[i] * 16)));
                low = Vector512.FusedMultiplyAdd(Vector512.WidenLower(row), rate, low);
                high = Vector512.FusedMultiplyAdd(Vector512.WidenUpper(row), rate, high);
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[8..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Single256(ref float x, int stride, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
    {
        var low = Vector256.Create<double>(sums);
        var high = Vector256.Create<double>(sums[4..]);
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                var rate = Vector256.Create(rates[(step * columns.Length) + i]);
                var row = Vector256.LoadUnsafe(ref Unsafe.Add(ref x, (step * stride) + (columns[i] * 8)));
                low = Vector256.FusedMultiplyAdd(Vector256.WidenLower(row), rate, low);
                high = Vector256.FusedMultiplyAdd(Vector256.WidenUpper(row), rate, high);
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[4..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Single128(ref float x, int stride, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
    {
        var low = Vector128.Create<double>(sums);
        var high = Vector128.Create<double>(sums[2..]);
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                var rate = Vector128.Create(rates[(step * columns.Length) + i]);
                var row = Vector128.LoadUnsafe(ref Unsafe.Add(ref x, (step * stride) + (columns[i] * 4)));
                low = Vector128.FusedMultiplyAdd(Vector128.WidenLower(row), rate, low);
                high = Vector128.FusedMultiplyAdd(Vector128.WidenUpper(row), rate, high);
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[2..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double512(ref double x, int stride, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
    {
        var sum = Vector512.Create<double>(sums);
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector512.LoadUnsafe(ref Unsafe.Add(ref x, (step * stride) + (columns[i] * 8)));
                sum = Vector512.FusedMultiplyAdd(row, Vector512.Create(rates[(step * columns.Length) + i]), sum);
            }
        }

        sum.CopyTo(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double256(ref double x, int stride, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
    {
        var sum = Vector256.Create<double>(sums);
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector256.LoadUnsafe(ref Unsafe.Add(ref x, (step * stride) + (columns[i] * 4)));
                sum = Vector256.FusedMultiplyAdd(row, Vector256.Create(rates[(step * columns.Length) + i]), sum);
            }
        }

        sum.CopyTo(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double128(ref double x, int stride, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
    {
        var sum = Vector128.Create<double>(sums);
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector128.LoadUnsafe(ref Unsafe.Add(ref x, (step * stride) + (columns[i] * 2)));
                sum = Vector128.FusedMultiplyAdd(row, Vector128.Create(rates[(step * columns.Length) + i]), sum);
            }
        }

        sum.CopyTo(sums);
    }
}
