namespace FaceMorph.Algebra;

/// <summary>The Cholesky factor of a symmetric positive definite matrix.</summary>
internal sealed class Cholesky
{
    private readonly double[][] _lower;

    private Cholesky(double[][] lower) => _lower = lower;

    /// <summary>The logarithm of the determinant.</summary>
    public double LogDeterminant => 2 * _lower.Select((row, i) => Math.Log(row[i])).Sum();

    /// <summary>Factorises a matrix, which is left unchanged.</summary>
    public static Cholesky Of(double[][] matrix)
    {
        int n = matrix.Length;
        var lower = Dense.Zeros(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i][j] - Dense.Dot(lower[i].AsSpan(0, j), lower[j].AsSpan(0, j));
                if (i == j && !(rest > 0))
                {
                    throw new ArithmeticException($"The matrix is not positive definite: pivot {i} is {rest}.");
                }

                lower[i][j] = i == j ? Math.Sqrt(rest) : rest / lower[j][j];
            }
        }

        return new Cholesky(lower);
    }

    /// <summary>Replaces b by the solution of L y = b.</summary>
    public void SolveLower(Span<double> b)
    {
        for (int i = 0; i < _lower.Length; i++)
        {
            b[i] = (b[i] - Dense.Dot(_lower[i].AsSpan(0, i), b)) / _lower[i][i];
        }
    }

    /// <summary>Replaces b by the solution of L' y = b.</summary>
    public void SolveUpper(Span<double> b)
    {
        for (int i = _lower.Length - 1; i >= 0; i--)
        {
            b[i] /= _lower[i][i];
            Dense.AddScaled(b[..i], -b[i], _lower[i].AsSpan(0, i));
        }
    }

    /// <summary>Replaces b by the solution of the whole system.</summary>
    public void Solve(Span<double> b)
    {
        SolveLower(b);
        SolveUpper(b);
    }
}
