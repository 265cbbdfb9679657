namespace ItoSharp;

/// <summary>Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations: slow for large matrices, and accurate.</summary>
internal static class SymmetricEigen
{
    /// <summary>Replaces the matrix (n x n, row by row) by rubbish; returns its eigenvalues and, row by row, its eigenvectors.</summary>
    public static (double[] Values, double[] Vectors) Decompose(double[] matrix, int n)
    {
        var vectors = new double[n * n];
        for (int i = 0; i < n; i++)
            vectors[i * n + i] = 1.0;
        // Convergence is quadratic after the first few sweeps; sixty are never needed.
        for (int sweep = 0; sweep < 60; sweep++)
        {
            bool rotated = false;
            for (int p = 0; p < n - 1; p++)
            for (int q = p + 1; q < n; q++)
                rotated |= Rotate(matrix, vectors, n, p, q);
            if (!rotated)
                break;
        }
        var values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = matrix[i * n + i];
        return (values, vectors);
    }

    // One rotation that makes entry (p, q) zero, if it is not negligible beside its two diagonal entries.
    private static bool Rotate(double[] a, double[] vectors, int n, int p, int q)
    {
        double off = a[p * n + q];
        double scale = Math.Sqrt(Math.Abs(a[p * n + p])) * Math.Sqrt(Math.Abs(a[q * n + q]));
        if (off == 0.0 || Math.Abs(off) <= 1e-17 * scale)
            return false;
        double theta = (a[q * n + q] - a[p * n + p]) / (2.0 * off);
        double t = Math.CopySign(1.0, theta) / (Math.Abs(theta) + Math.Sqrt(Math.FusedMultiplyAdd(theta, theta, 1.0)));
        double c = 1.0 / Math.Sqrt(Math.FusedMultiplyAdd(t, t, 1.0));
        double s = t * c;
        double app = a[p * n + p] - t * off;
        double aqq = a[q * n + q] + t * off;
        for (int i = 0; i < n; i++)
        {
            if (i != p && i != q)
            {
                double x = a[i * n + p];
                double y = a[i * n + q];
                a[p * n + i] = a[i * n + p] = c * x - s * y;
                a[q * n + i] = a[i * n + q] = s * x + c * y;
            }
            double u = vectors[p * n + i];
            double v = vectors[q * n + i];
            vectors[p * n + i] = c * u - s * v;
            vectors[q * n + i] = s * u + c * v;
        }
        a[p * n + p] = app;
        a[q * n + q] = aqq;
        a[p * n + q] = a[q * n + p] = 0.0;
        return true;
    }
}
