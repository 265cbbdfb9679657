using System.Globalization;

namespace ItoSharp;

/// <summary>
/// The checks behind <see cref="AntisymmetricAttribute"/> and <see cref="PositiveDefiniteAttribute"/> for matrices that are known at
/// run time only: call them where the matrix is made.
/// </summary>
public static class MatrixChecks
{
    /// <summary>Requires <c>omega + omega^T = 0</c> to the last bit.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="name">The name of the argument that holds it.</param>
    /// <exception cref="ArgumentNullException">There is no matrix.</exception>
    /// <exception cref="MatrixPropertyException">It is not square, or two opposite entries do not cancel.</exception>
    public static void RequireAntisymmetric(double[,] matrix, string name)
    {
        int n = Size(matrix, name);
        for (int i = 0; i < n; i++)
        {
            for (int j = i; j < n; j++)
            {
                if (!(matrix[i, j] + matrix[j, i] == 0))
                {
                    throw new MatrixPropertyException(
                        $"entry ({i + 1}, {j + 1}) is {Text(matrix[i, j])} and entry ({j + 1}, {i + 1}) is {Text(matrix[j, i])}, where their sum must be 0",
                        name
                    );
                }
            }
        }
    }

    /// <summary>Requires symmetry to the last bit and a Cholesky factor with positive pivots.</summary>
    /// <param name="matrix">The matrix.</param>
    /// <param name="name">The name of the argument that holds it.</param>
    /// <exception cref="ArgumentNullException">There is no matrix.</exception>
    /// <exception cref="MatrixPropertyException">It is not square, not symmetric, or a pivot is not positive.</exception>
    public static void RequirePositiveDefinite(double[,] matrix, string name)
    {
        int n = Size(matrix, name);
        var factor = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                if (!(matrix[i, j] == matrix[j, i]))
                {
                    throw new MatrixPropertyException(
                        $"entry ({i + 1}, {j + 1}) is {Text(matrix[i, j])} but entry ({j + 1}, {i + 1}) is {Text(matrix[j, i])}; a positive definite matrix is symmetric",
                        name
                    );
                }

                double rest = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    rest -= factor[i, k] * factor[j, k];
                }

                if (i == j && !(rest > 0 && double.IsFinite(rest)))
                {
                    throw new MatrixPropertyException(
                        $"pivot {i + 1} of its Cholesky factorisation is {Text(rest)}, where all must be positive and finite",
                        name
                    );
                }

                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }
        }
    }

    private static int Size(double[,] matrix, string name)
    {
        ArgumentNullException.ThrowIfNull(matrix, name);
        int rows = matrix.GetLength(0);
        return rows == matrix.GetLength(1)
            ? rows
            : throw new MatrixPropertyException($"it has {rows} rows and {matrix.GetLength(1)} columns; it must be square", name);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
