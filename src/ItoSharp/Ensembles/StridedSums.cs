using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// Sums in an order that no machine changes: element i goes to accumulator i mod 16, and the sixteen are added as a tree. Vectors of
/// 512 bits that the machine lacks are computed as narrower ones, element by element the same.
/// </summary>
internal static class StridedSums
{
    public const int Accumulators = 16;
    private const int Half = Accumulators / 2;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<double> values)
    {
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        int i = 0;
        for (; i + Accumulators <= values.Length; i += Accumulators)
        {
            low += Vector512.Create(values.Slice(i, Half));
            high += Vector512.Create(values.Slice(i + Half, Half));
        }

        Span<double> sums = stackalloc double[Accumulators];
        low.CopyTo(sums);
        high.CopyTo(sums[Half..]);
        for (; i < values.Length; i++)
        {
            sums[i % Accumulators] += values[i];
        }

        return Tree(sums);
    }

    /// <summary>The sum of products, each rounded before it is added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        var low = Vector512<double>.Zero;
        var high = Vector512<double>.Zero;
        int i = 0;
        for (; i + Accumulators <= left.Length; i += Accumulators)
        {
            low += Vector512.Create(left.Slice(i, Half)) * Vector512.Create(right.Slice(i, Half));
            high += Vector512.Create(left.Slice(i + Half, Half)) * Vector512.Create(right.Slice(i + Half, Half));
        }

        Span<double> sums = stackalloc double[Accumulators];
        low.CopyTo(sums);
        high.CopyTo(sums[Half..]);
        for (; i < left.Length; i++)
        {
            sums[i % Accumulators] += left[i] * right[i];
        }

        return Tree(sums);
    }

    /// <summary>The least and greatest value; NaN where there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (double Minimum, double Maximum) Extremes(ReadOnlySpan<double> values)
    {
        var least = Vector512.Create(double.PositiveInfinity);
        var greatest = Vector512.Create(double.NegativeInfinity);
        int i = 0;
        for (; i + Half <= values.Length; i += Half)
        {
            var next = Vector512.Create(values.Slice(i, Half));
            least = Vector512.Min(least, next);
            greatest = Vector512.Max(greatest, next);
        }

        double minimum = double.PositiveInfinity;
        double maximum = double.NegativeInfinity;
        for (int lane = 0; lane < Half; lane++)
        {
            minimum = Math.Min(minimum, least[lane]);
            maximum = Math.Max(maximum, greatest[lane]);
        }

        for (; i < values.Length; i++)
        {
            minimum = Math.Min(minimum, values[i]);
            maximum = Math.Max(maximum, values[i]);
        }

        return (minimum, maximum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Subtract(Span<double> values, double mean)
    {
        var means = Vector512.Create(mean);
        int i = 0;
        for (; i + Half <= values.Length; i += Half)
        {
            Span<double> part = values.Slice(i, Half);
            (Vector512.Create((ReadOnlySpan<double>)part) - means).CopyTo(part);
        }

        for (; i < values.Length; i++)
        {
            values[i] -= mean;
        }
    }

    /// <summary>The sums of the elements of two rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add(ReadOnlySpan<double> left, ReadOnlySpan<double> right, Span<double> sums)
    {
        int i = 0;
        for (; i + Half <= left.Length; i += Half)
        {
            (Vector512.Create(left.Slice(i, Half)) + Vector512.Create(right.Slice(i, Half))).CopyTo(sums.Slice(i, Half));
        }

        for (; i < left.Length; i++)
        {
            sums[i] = left[i] + right[i];
        }
    }

    /// <summary>Adds to each sum a value and a multiple of another, in this order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<double> sums, ReadOnlySpan<double> values, double weight, ReadOnlySpan<double> others)
    {
        var weights = Vector512.Create(weight);
        int i = 0;
        for (; i + Half <= sums.Length; i += Half)
        {
            Span<double> part = sums.Slice(i, Half);
            var added = Vector512.Create(values.Slice(i, Half)) + (weights * Vector512.Create(others.Slice(i, Half)));
            (Vector512.Create((ReadOnlySpan<double>)part) + added).CopyTo(part);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += values[i] + (weight * others[i]);
        }
    }

    /// <summary>The sum of the sixteen accumulators, which it uses up.</summary>
    public static double Tree(Span<double> sums)
    {
        for (int width = Half; width > 0; width /= 2)
        {
            for (int i = 0; i < width; i++)
            {
                sums[i] += sums[i + width];
            }
        }

        return sums[0];
    }
}
