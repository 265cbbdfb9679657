using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// Sums over steps and timed values of cotangents times rates, lane by lane in double: from the last step to the first, in each over the
/// values in order, each product and sum rounded once. The same bits at every width, alone or for two inputs at once.
/// </summary>
internal static class TimedSums
{
    /// <summary>Adds to one sum for each lane, or to one of each of two inputs.</summary>
    /// <param name="cotangents">Rows of the first step, one for each timed value, as wide as the group.</param>
    /// <param name="rows">The rows of a step.</param>
    /// <param name="columns">The timed values that count.</param>
    /// <param name="rates">For every step and one of those the rates, one or two.</param>
    /// <param name="steps">The number of steps.</param>
    /// <param name="sums">A sum for each lane.</param>
    /// <param name="seconds">The same of the second input; empty where there is none.</param>
    public static void Add<T>(
        ref T cotangents,
        int rows,
        int[] columns,
        ReadOnlySpan<double> rates,
        int steps,
        Span<double> sums,
        Span<double> seconds
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool isPair = !seconds.IsEmpty;
        if (typeof(T) == typeof(float))
        {
            ref float x = ref Unsafe.As<T, float>(ref cotangents);
            switch (sums.Length)
            {
                case 16 when isPair:
                    SinglePair512(ref x, rows * 16, columns, rates, steps, sums, seconds);
                    return;
                case 16:
                    Single512(ref x, rows * 16, columns, rates, steps, sums);
                    return;
                case 8 when isPair:
                    SinglePair256(ref x, rows * 8, columns, rates, steps, sums, seconds);
                    return;
                case 8:
                    Single256(ref x, rows * 8, columns, rates, steps, sums);
                    return;
                case 4 when isPair:
                    SinglePair128(ref x, rows * 4, columns, rates, steps, sums, seconds);
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
                case 8 when isPair:
                    DoublePair512(ref x, rows * 8, columns, rates, steps, sums, seconds);
                    return;
                case 8:
                    Double512(ref x, rows * 8, columns, rates, steps, sums);
                    return;
                case 4 when isPair:
                    DoublePair256(ref x, rows * 4, columns, rates, steps, sums, seconds);
                    return;
                case 4:
                    Double256(ref x, rows * 4, columns, rates, steps, sums);
                    return;
                case 2 when isPair:
                    DoublePair128(ref x, rows * 2, columns, rates, steps, sums, seconds);
                    return;
                case 2:
                    Double128(ref x, rows * 2, columns, rates, steps, sums);
                    return;
                default:
                    break;
            }
        }

        int inputs = isPair ? 2 : 1;
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int i = 0; i < columns.Length; i++)
            {
                double cotangent = double.CreateTruncating(Unsafe.Add(ref cotangents, (step * rows) + columns[i]));
                int rate = ((step * columns.Length) + i) * inputs;
                sums[0] = Math.FusedMultiplyAdd(cotangent, rates[rate], sums[0]);
                if (isPair)
                {
                    seconds[0] = Math.FusedMultiplyAdd(cotangent, rates[rate + 1], seconds[0]);
                }
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
            ref float rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(step * columns.Length, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector512.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 16));
                var lower = Vector512.WidenLower(row);
                var upper = Vector512.WidenUpper(row);
                var by = Vector512.Create(rate[i]);
                low = Vector512.FusedMultiplyAdd(lower, by, low);
                high = Vector512.FusedMultiplyAdd(upper, by, high);
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
            ref float rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(step * columns.Length, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector256.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 8));
                var lower = Vector256.WidenLower(row);
                var upper = Vector256.WidenUpper(row);
                var by = Vector256.Create(rate[i]);
                low = Vector256.FusedMultiplyAdd(lower, by, low);
                high = Vector256.FusedMultiplyAdd(upper, by, high);
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
            ref float rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(step * columns.Length, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 4));
                var lower = Vector128.WidenLower(row);
                var upper = Vector128.WidenUpper(row);
                var by = Vector128.Create(rate[i]);
                low = Vector128.FusedMultiplyAdd(lower, by, low);
                high = Vector128.FusedMultiplyAdd(upper, by, high);
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[2..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SinglePair512(
        ref float x,
        int stride,
        int[] columns,
        ReadOnlySpan<double> rates,
        int steps,
        Span<double> sums,
        Span<double> seconds
    )
    {
        var low = Vector512.Create<double>(sums);
        var high = Vector512.Create<double>(sums[8..]);
        var secondLow = Vector512.Create<double>(seconds);
        var secondHigh = Vector512.Create<double>(seconds[8..]);
        for (int step = steps - 1; step >= 0; step--)
        {
            ref float rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(2 * step * columns.Length, 2 * columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector512.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 16));
                var lower = Vector512.WidenLower(row);
                var upper = Vector512.WidenUpper(row);
                var by = Vector512.Create(rate[2 * i]);
                low = Vector512.FusedMultiplyAdd(lower, by, low);
                high = Vector512.FusedMultiplyAdd(upper, by, high);
                by = Vector512.Create(rate[(2 * i) + 1]);
                secondLow = Vector512.FusedMultiplyAdd(lower, by, secondLow);
                secondHigh = Vector512.FusedMultiplyAdd(upper, by, secondHigh);
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[8..]);
        secondLow.CopyTo(seconds);
        secondHigh.CopyTo(seconds[8..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SinglePair256(
        ref float x,
        int stride,
        int[] columns,
        ReadOnlySpan<double> rates,
        int steps,
        Span<double> sums,
        Span<double> seconds
    )
    {
        var low = Vector256.Create<double>(sums);
        var high = Vector256.Create<double>(sums[4..]);
        var secondLow = Vector256.Create<double>(seconds);
        var secondHigh = Vector256.Create<double>(seconds[4..]);
        for (int step = steps - 1; step >= 0; step--)
        {
            ref float rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(2 * step * columns.Length, 2 * columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector256.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 8));
                var lower = Vector256.WidenLower(row);
                var upper = Vector256.WidenUpper(row);
                var by = Vector256.Create(rate[2 * i]);
                low = Vector256.FusedMultiplyAdd(lower, by, low);
                high = Vector256.FusedMultiplyAdd(upper, by, high);
                by = Vector256.Create(rate[(2 * i) + 1]);
                secondLow = Vector256.FusedMultiplyAdd(lower, by, secondLow);
                secondHigh = Vector256.FusedMultiplyAdd(upper, by, secondHigh);
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[4..]);
        secondLow.CopyTo(seconds);
        secondHigh.CopyTo(seconds[4..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SinglePair128(
        ref float x,
        int stride,
        int[] columns,
        ReadOnlySpan<double> rates,
        int steps,
        Span<double> sums,
        Span<double> seconds
    )
    {
        var low = Vector128.Create<double>(sums);
        var high = Vector128.Create<double>(sums[2..]);
        var secondLow = Vector128.Create<double>(seconds);
        var secondHigh = Vector128.Create<double>(seconds[2..]);
        for (int step = steps - 1; step >= 0; step--)
        {
            ref float rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(2 * step * columns.Length, 2 * columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 4));
                var lower = Vector128.WidenLower(row);
                var upper = Vector128.WidenUpper(row);
                var by = Vector128.Create(rate[2 * i]);
                low = Vector128.FusedMultiplyAdd(lower, by, low);
                high = Vector128.FusedMultiplyAdd(upper, by, high);
                by = Vector128.Create(rate[(2 * i) + 1]);
                secondLow = Vector128.FusedMultiplyAdd(lower, by, secondLow);
                secondHigh = Vector128.FusedMultiplyAdd(upper, by, secondHigh);
            }
        }

        low.CopyTo(sums);
        high.CopyTo(sums[2..]);
        secondLow.CopyTo(seconds);
        secondHigh.CopyTo(seconds[2..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Double512(ref double x, int stride, int[] columns, ReadOnlySpan<double> rates, int steps, Span<double> sums)
    {
        var sum = Vector512.Create<double>(sums);
        for (int step = steps - 1; step >= 0; step--)
        {
            ref double rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(step * columns.Length, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector512.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 8));
                sum = Vector512.FusedMultiplyAdd(row, Vector512.Create(rate[i]), sum);
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
            ref double rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(step * columns.Length, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector256.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 4));
                sum = Vector256.FusedMultiplyAdd(row, Vector256.Create(rate[i]), sum);
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
            ref double rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(step * columns.Length, columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 2));
                sum = Vector128.FusedMultiplyAdd(row, Vector128.Create(rate[i]), sum);
            }
        }

        sum.CopyTo(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DoublePair512(
        ref double x,
        int stride,
        int[] columns,
        ReadOnlySpan<double> rates,
        int steps,
        Span<double> sums,
        Span<double> seconds
    )
    {
        var sum = Vector512.Create<double>(sums);
        var second = Vector512.Create<double>(seconds);
        for (int step = steps - 1; step >= 0; step--)
        {
            ref double rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(2 * step * columns.Length, 2 * columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector512.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 8));
                sum = Vector512.FusedMultiplyAdd(row, Vector512.Create(rate[2 * i]), sum);
                second = Vector512.FusedMultiplyAdd(row, Vector512.Create(rate[(2 * i) + 1]), second);
            }
        }

        sum.CopyTo(sums);
        second.CopyTo(seconds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DoublePair256(
        ref double x,
        int stride,
        int[] columns,
        ReadOnlySpan<double> rates,
        int steps,
        Span<double> sums,
        Span<double> seconds
    )
    {
        var sum = Vector256.Create<double>(sums);
        var second = Vector256.Create<double>(seconds);
        for (int step = steps - 1; step >= 0; step--)
        {
            ref double rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(2 * step * columns.Length, 2 * columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector256.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 4));
                sum = Vector256.FusedMultiplyAdd(row, Vector256.Create(rate[2 * i]), sum);
                second = Vector256.FusedMultiplyAdd(row, Vector256.Create(rate[(2 * i) + 1]), second);
            }
        }

        sum.CopyTo(sums);
        second.CopyTo(seconds);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DoublePair128(
        ref double x,
        int stride,
        int[] columns,
        ReadOnlySpan<double> rates,
        int steps,
        Span<double> sums,
        Span<double> seconds
    )
    {
        var sum = Vector128.Create<double>(sums);
        var second = Vector128.Create<double>(seconds);
        for (int step = steps - 1; step >= 0; step--)
        {
            ref double rows = ref Unsafe.Add(ref x, step * stride);
            ReadOnlySpan<double> rate = rates.Slice(2 * step * columns.Length, 2 * columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                var row = Vector128.LoadUnsafe(ref Unsafe.Add(ref rows, columns[i] * 2));
                sum = Vector128.FusedMultiplyAdd(row, Vector128.Create(rate[2 * i]), sum);
                second = Vector128.FusedMultiplyAdd(row, Vector128.Create(rate[(2 * i) + 1]), second);
            }
        }

        sum.CopyTo(sums);
        second.CopyTo(seconds);
    }
}
