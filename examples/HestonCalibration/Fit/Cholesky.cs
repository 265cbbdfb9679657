namespace HestonCalibration.Fit;

/// <summary>A symmetric positive matrix as the product of a lower triangle and its transpose.</summary>
internal sealed class Cholesky
{
    private readonly double[,] _lower;
    private readonly int _size;

    /// <summary>Takes a matrix apart; its upper triangle is not read.</summary>
    /// <exception cref="ArithmeticException">It is not positive.</exception>
    public Cholesky(double[,] matrix)
    {
        _size = matrix.GetLength(0);
        _lower = new double[_size, _size];
        for (int i = 0; i < _size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double rest = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    rest -= _lower[i, k] * _lower[j, k];
                }

                if (i == j && !(rest > 0))
                {
                    throw new ArithmeticException(FormattableString.Invariant($"the matrix is not positive: row {i} leaves {rest:g3}"));
                }

                _lower[i, j] = i == j ? Math.Sqrt(rest) : rest / _lower[j, j];
            }
        }
    }

    /// <summary>The triangle's inverse times a vector: what has this covariance gets unit variances, and no covariances.</summary>
    public double[] Whiten(ReadOnlySpan<double> vector)
    {
        var white = new double[_size];
        for (int i = 0; i < _size; i++)
        {
            double rest = vector[i];
            for (int k = 0; k < i; k++)
            {
                rest -= _lower[i, k] * white[k];
            }

            white[i] = rest / _lower[i, i];
        }

        return white;
    }

    /// <summary>The matrix's inverse times a vector.</summary>
    public double[] Solve(ReadOnlySpan<double> vector)
    {
        double[] solution = Whiten(vector);
        for (int i = _size - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < _size; k++)
            {
                solution[i] -= _lower[k, i] * solution[k];
            }

            solution[i] /= _lower[i, i];
        }

        return solution;
    }
}
