namespace HestonCalibration.Model;

/// <summary>Means over common paths, and the covariance of those means.</summary>
/// <param name="Means">The means.</param>
/// <param name="Covariance">Their covariance.</param>
internal sealed record Estimates(double[] Means, double[,] Covariance)
{
    /// <summary>Those of rows of values, one for each path.</summary>
    /// <param name="paths">The number of paths.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="fill">Adds a row's values to zeros.</param>
    public static Estimates Of(int paths, int count, Action<int, double[]> fill)
    {
        var means = new double[count];
        var rows = new double[count][];
        for (int i = 0; i < count; i++)
        {
            rows[i] = new double[paths];
            fill(i, rows[i]);
            double mean = rows[i].Average();
            for (int path = 0; path < paths; path++)
            {
                rows[i][path] -= mean;
            }

            means[i] = mean;
        }

        var covariance = new double[count, count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int path = 0; path < paths; path++)
                {
                    sum += rows[i][path] * rows[j][path];
                }

                covariance[i, j] = covariance[j, i] = sum / (paths - 1.0) / paths;
            }
        }

        return new(means, covariance);
    }

    /// <summary>A weighted sum of the means, and its standard error.</summary>
    public (double Mean, double Error) Sum(double[] weights)
    {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            mean += weights[i] * Means[i];
            for (int j = 0; j < weights.Length; j++)
            {
                square += weights[i] * Covariance[i, j] * weights[j];
            }
        }

        return (mean, Math.Sqrt(square));
    }
}
