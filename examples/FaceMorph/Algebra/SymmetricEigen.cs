namespace FaceMorph.Algebra;

/// <summary>Eigenvalues (largest first) and orthonormal eigenvectors of a symmetric matrix: Householder, then implicit QL.</summary>
internal sealed class SymmetricEigen
{
    private SymmetricEigen(double[] values, double[][] vectors) => (Values, Vectors) = (values, vectors);

    /// <summary>The eigenvalues, largest first.</summary>
    public double[] Values { get; }

    /// <summary>The eigenvectors in the order of the values; <c>Vectors[k]</c> is one vector.</summary>
    public double[][] Vectors { get; }

    /// <summary>Decomposes a symmetric matrix, which is left unchanged.</summary>
    public static SymmetricEigen Of(double[][] matrix)
    {
        int n = matrix.Length;
        var v = matrix.Select(row => (double[])row.Clone()).ToArray();
        var d = new double[n];
        var e = new double[n];
        Tridiagonalise(v, d, e);
        // From here on the eigenvectors are kept as rows: the rotations of QL then run along contiguous memory.
        var rows = new double[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new double[n];
            for (int k = 0; k < n; k++)
            {
                rows[i][k] = v[k][i];
            }
        }

        Diagonalise(rows, d, e);
        var order = Enumerable.Range(0, n).OrderByDescending(i => d[i]).ToArray();
        return new SymmetricEigen([.. order.Select(i => d[i])], [.. order.Select(i => rows[i])]);
    }

    private static void Tridiagonalise(double[][] v, double[] d, double[] e)
    {
        int n = d.Length;
        v[n - 1].CopyTo(d, 0);
        for (int i = n - 1; i > 0; i--)
        {
            double scale = 0;
            double h = 0;
            for (int k = 0; k < i; k++)
            {
                scale += Math.Abs(d[k]);
            }

            if (scale == 0)
            {
                e[i] = d[i - 1];
                for (int j = 0; j < i; j++)
                {
                    d[j] = v[i - 1][j];
                    v[i][j] = 0;
                    v[j][i] = 0;
                }
            }
            else
            {
                for (int k = 0; k < i; k++)
                {
                    d[k] /= scale;
                    h += d[k] * d[k];
                }

                double f = d[i - 1];
                double g = f > 0 ? -Math.Sqrt(h) : Math.Sqrt(h);
                e[i] = scale * g;
                h -= f * g;
                d[i - 1] = f - g;
                Array.Clear(e, 0, i);
                for (int j = 0; j < i; j++)
                {
                    f = d[j];
                    v[j][i] = f;
                    g = e[j] + v[j][j] * f;
                    for (int k = j + 1; k <= i - 1; k++)
                    {
                        g += v[k][j] * d[k];
                        e[k] += v[k][j] * f;
                    }

                    e[j] = g;
                }

                f = 0;
                for (int j = 0; j < i; j++)
                {
                    e[j] /= h;
                    f += e[j] * d[j];
                }

                double hh = f / (h + h);
                for (int j = 0; j < i; j++)
                {
                    e[j] -= hh * d[j];
                }

                for (int j = 0; j < i; j++)
                {
                    f = d[j];
                    g = e[j];
                    for (int k = j; k <= i - 1; k++)
                    {
                        v[k][j] -= f * e[k] + g * d[k];
                    }

                    d[j] = v[i - 1][j];
                    v[i][j] = 0;
                }
            }

            d[i] = h;
        }

        Accumulate(v, d);
        e[0] = 0;
    }

    private static void Accumulate(double[][] v, double[] d)
    {
        int n = d.Length;
        var g = new double[n];
        for (int i = 0; i < n - 1; i++)
        {
            v[n - 1][i] = v[i][i];
            v[i][i] = 1;
            double h = d[i + 1];
            if (h != 0)
            {
                Array.Clear(g);
                for (int k = 0; k <= i; k++)
                {
                    d[k] = v[k][i + 1] / h;
                    Dense.AddScaled(g.AsSpan(0, i + 1), v[k][i + 1], v[k].AsSpan(0, i + 1));
                }

                for (int k = 0; k <= i; k++)
                {
                    Dense.AddScaled(v[k].AsSpan(0, i + 1), -d[k], g.AsSpan(0, i + 1));
                }
            }

            for (int k = 0; k <= i; k++)
            {
                v[k][i + 1] = 0;
            }
        }

        for (int j = 0; j < n; j++)
        {
            d[j] = v[n - 1][j];
            v[n - 1][j] = 0;
        }

        v[n - 1][n - 1] = 1;
    }

    private static void Diagonalise(double[][] rows, double[] d, double[] e)
    {
        int n = d.Length;
        Array.Copy(e, 1, e, 0, n - 1);
        e[n - 1] = 0;
        double f = 0;
        double largest = 0;
        for (int l = 0; l < n; l++)
        {
            largest = Math.Max(largest, Math.Abs(d[l]) + Math.Abs(e[l]));
            int m = l;
            while (Math.Abs(e[m]) > 2e-16 * largest)
            {
                m++;
            }

            while (m > l && Math.Abs(e[l]) > 2e-16 * largest)
            {
                double g = d[l];
                double p = (d[l + 1] - g) / (2 * e[l]);
                double r = p < 0 ? -double.Hypot(p, 1) : double.Hypot(p, 1);
                d[l] = e[l] / (p + r);
                d[l + 1] = e[l] * (p + r);
                double dl1 = d[l + 1];
                double h = g - d[l];
                for (int i = l + 2; i < n; i++)
                {
                    d[i] -= h;
                }

                f += h;
                p = d[m];
                double c = 1;
                double c2 = 1;
                double c3 = 1;
                double el1 = e[l + 1];
                double s = 0;
                double s2 = 0;
                for (int i = m - 1; i >= l; i--)
                {
                    c3 = c2;
                    c2 = c;
                    s2 = s;
                    g = c * e[i];
                    h = c * p;
                    r = double.Hypot(p, e[i]);
                    e[i + 1] = s * r;
                    s = e[i] / r;
                    c = p / r;
                    p = c * d[i] - s * g;
                    d[i + 1] = h + s * (c * g + s * d[i]);
                    Dense.Rotate(rows[i], rows[i + 1], c, s);
                }

                p = -s * s2 * c3 * el1 * e[l] / dl1;
                e[l] = s * p;
                d[l] = c * p;
            }

            d[l] += f;
            e[l] = 0;
        }
    }
}
