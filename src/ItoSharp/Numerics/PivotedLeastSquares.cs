namespace ItoSharp;

/// <summary>
/// Least squares with few columns by Gram-Schmidt with column pivoting, which solves the normal equations without squaring their
/// condition. Never regularised: a column is used or it is not.
/// </summary>
internal static class PivotedLeastSquares
{
    /// <summary>Minimises |target - sum_j weights_j columns_j|.</summary>
    /// <param name="columns">The regressors.</param>
    /// <param name="target">What they are to make.</param>
    /// <param name="tolerance">
    /// A column is left out (its weight is 0) where less than this part of its length remains beside the columns already chosen.
    /// </param>
    /// <returns>A weight for each column, and the number of columns used.</returns>
    public static (double[] Weights, int Rank) Solve(double[][] columns, double[] target, double tolerance)
    {
        var weights = new double[columns.Length];
        double[] lengths = Array.ConvertAll(columns, Length);
        double[][] rest = Array.ConvertAll(columns, column => (double[])column.Clone());
        List<int> chosen = [];
        List<double[]> basis = [];
        while (chosen.Count < columns.Length && Pivot(rest, lengths, chosen) is var (pivot, share) && share > tolerance)
        {
            double length = Length(rest[pivot]);
            double[] direction = Array.ConvertAll(rest[pivot], value => value / length);
            chosen.Add(pivot);
            basis.Add(direction);
            for (int j = 0; j < rest.Length; j++)
            {
                // Twice is enough: the second pass takes off what the first one's round-off left.
                Remove(rest[j], direction);
                Remove(rest[j], direction);
            }
        }

        // R_ij = q_i . column_j is upper triangular in the order of choice.
        for (int i = chosen.Count - 1; i >= 0; i--)
        {
            double right = Dot(basis[i], target);
            for (int j = i + 1; j < chosen.Count; j++)
            {
                right -= Dot(basis[i], columns[chosen[j]]) * weights[chosen[j]];
            }

            weights[chosen[i]] = right / Dot(basis[i], columns[chosen[i]]);
        }

        return (weights, chosen.Count);
    }

    /// <summary>The column of which the largest part remains; the first one where several do.</summary>
    private static (int Column, double Share) Pivot(double[][] rest, double[] lengths, List<int> chosen)
    {
        int best = -1;
        double largest = -1;
        for (int j = 0; j < rest.Length; j++)
        {
            double share = lengths[j] == 0 || chosen.Contains(j) ? 0 : Length(rest[j]) / lengths[j];
            if (share > largest)
            {
                (best, largest) = (j, share);
            }
        }

        return (best, largest);
    }

    private static void Remove(double[] column, double[] direction)
    {
        double along = Dot(direction, column);
        for (int i = 0; i < column.Length; i++)
        {
            column[i] -= along * direction[i];
        }
    }

    private static double Length(double[] column) => Math.Sqrt(Dot(column, column));

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
