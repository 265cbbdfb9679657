using System.Numerics;
using System.Runtime.InteropServices;

namespace FaceMorph.Algebra;

/// <summary>The few operations on dense vectors and row-wise matrices that this example needs, in SIMD lanes.</summary>
internal static class Dense
{
    /// <summary>The inner product.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        var even = Vector<double>.Zero;
        var odd = Vector<double>.Zero;
        int i = 0;
        for (; i + 1 < x.Length; i += 2)
        {
            even += x[i] * y[i];
            odd += x[i + 1] * y[i + 1];
        }

        if (i < x.Length)
        {
            even += x[i] * y[i];
        }

        double sum = Vector.Sum(even + odd);
        for (int k = x.Length * Vector<double>.Count; k < a.Length; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }

    /// <summary>Adds <paramref name="scale"/> times <paramref name="b"/> to <paramref name="a"/>.</summary>
    public static void AddScaled(Span<double> a, double scale, ReadOnlySpan<double> b)
    {
        var x = MemoryMarshal.Cast<double, Vector<double>>(a);
        var y = MemoryMarshal.Cast<double, Vector<double>>(b[..a.Length]);
        var factor = new Vector<double>(scale);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] += factor * y[i];
        }

        for (int k = x.Length * Vector<double>.Count; k < a.Length; k++)
        {
            a[k] += scale * b[k];
        }
    }

    /// <summary>Replaces (a, b) by (c a - s b, s a + c b).</summary>
    public static void Rotate(Span<double> a, Span<double> b, double c, double s)
    {
        for (int i = 0; i < a.Length; i++)
        {
            (a[i], b[i]) = (c * a[i] - s * b[i], s * a[i] + c * b[i]);
        }
    }

    /// <summary>The squared Euclidean distance.</summary>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }

        return sum;
    }

    /// <summary>The Euclidean norm.</summary>
    public static double Norm(ReadOnlySpan<double> a) => Math.Sqrt(Dot(a, a));

    /// <summary>Writes <c>matrix x</c>, the matrix given by its rows.</summary>
    public static void Multiply(double[][] rows, ReadOnlySpan<double> x, Span<double> into)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            into[i] = Dot(rows[i], x);
        }
    }

    /// <summary>Writes <c>matrix' x</c>, the matrix given by its rows.</summary>
    public static void MultiplyTransposed(double[][] rows, ReadOnlySpan<double> x, Span<double> into)
    {
        into.Clear();
        for (int i = 0; i < rows.Length; i++)
        {
            AddScaled(into, x[i], rows[i]);
        }
    }

    /// <summary>A matrix of zeros.</summary>
    public static double[][] Zeros(int rows, int columns)
    {
        var matrix = new double[rows][];
        for (int i = 0; i < rows; i++)
        {
            matrix[i] = new double[columns];
        }

        return matrix;
    }

    /// <summary>The mean of the points.</summary>
    public static double[] Mean(IReadOnlyList<double[]> points)
    {
        var mean = new double[points[0].Length];
        foreach (var point in points)
        {
            AddScaled(mean, 1.0 / points.Count, point);
        }

        return mean;
    }

    /// <summary>The scatter matrix of the points about a centre, divided by their number.</summary>
    public static double[][] Covariance(IReadOnlyList<double[]> points, double[] centre)
    {
        int d = centre.Length;
        var covariance = Zeros(d, d);
        var offset = new double[d];
        foreach (var point in points)
        {
            for (int i = 0; i < d; i++)
            {
                offset[i] = point[i] - centre[i];
            }

            for (int i = 0; i < d; i++)
            {
                AddScaled(covariance[i].AsSpan(0, i + 1), offset[i] / points.Count, offset);
            }
        }

        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < i; j++)
            {
                covariance[j][i] = covariance[i][j];
            }
        }

        return covariance;
    }
}
