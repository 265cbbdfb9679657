using System.Numerics;

namespace ItoSharp;

/// <summary>The few whole-array operations of the reverse passes; sums in double and in index order, so that they are reproducible.</summary>
internal static class Elementwise
{
    public static void Add<T>(ReadOnlySpan<T> from, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < to.Length; i++)
        {
            to[i] += from[i];
        }
    }

    /// <summary>to = scale to + weight from.</summary>
    public static void ScaleAdd<T>(Span<T> to, double scale, double weight, ReadOnlySpan<T> from)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T s = T.CreateTruncating(scale);
        T w = T.CreateTruncating(weight);
        for (int i = 0; i < to.Length; i++)
        {
            to[i] = T.FusedMultiplyAdd(w, from[i], s * to[i]);
        }
    }

    /// <summary>sum a (b - shift); an empty shift is zero.</summary>
    public static double Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<T> shift)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double value = double.CreateTruncating(b[i]) - (shift.IsEmpty ? 0 : double.CreateTruncating(shift[i]));
            sum += double.CreateTruncating(a[i]) * value;
        }

        return sum;
    }

    /// <summary>sum a (m - [data] mean) with the prediction m = kx x + km y + kmu mean in the solver's form.</summary>
    public static double DotOutput<T>(
        ReadOnlySpan<T> a,
        ReadOnlySpan<T> x,
        ReadOnlySpan<T> y,
        ReadOnlySpan<T> mean,
        Conversion conversion,
        bool data
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            double m = conversion.X * double.CreateTruncating(x[i]) + conversion.Model * double.CreateTruncating(y[i]);
            if (!mean.IsEmpty)
            {
                m += (conversion.Mean - (data ? 1 : 0)) * double.CreateTruncating(mean[i]);
            }

            sum += double.CreateTruncating(a[i]) * m;
        }

        return sum;
    }
}
