using FaceMorph.Algebra;

namespace FaceMorph.Embeddings;

/// <summary>
/// Linear discriminant analysis: a centre and directions in which different images differ most, measured in units of how much
/// alterations of one image differ.
/// </summary>
internal sealed record Discriminant(double[] Centre, double[][] Directions)
{
    /// <summary>
    /// The directions of groups of altered copies. <paramref name="shrinkage"/> mixes the scatter inside the groups with a
    /// multiple of the unit matrix of the same trace: there are fewer faces than features.
    /// </summary>
    public static Discriminant Of(IReadOnlyList<IReadOnlyList<double[]>> groups, int count, double shrinkage)
    {
        int d = groups[0][0].Length;
        var within = Dense.Zeros(d, d);
        var means = new List<double[]>();
        foreach (var group in groups)
        {
            var mean = Dense.Mean(group);
            means.Add(mean);
            var scatter = Dense.Covariance(group, mean);
            for (int i = 0; i < d; i++)
            {
                Dense.AddScaled(within[i], 1.0 / groups.Count, scatter[i]);
            }
        }

        double trace = Enumerable.Range(0, d).Sum(i => within[i][i]) / d;
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j < d; j++)
            {
                within[i][j] = (1 - shrinkage) * within[i][j] + (i == j ? shrinkage * trace : 0);
            }
        }

        // In coordinates in which the scatter inside the groups is the unit matrix, the directions are principal axes.
        var factor = Cholesky.Of(within);
        var centre = Dense.Mean(means);
        var white = means.Select(mean => Whiten(factor, mean, centre)).ToList();
        var axes = SymmetricEigen.Of(Dense.Covariance(white, new double[d])).Vectors[..count];
        foreach (var axis in axes)
        {
            factor.SolveUpper(axis);
        }

        return new Discriminant(centre, axes);
    }

    private static double[] Whiten(Cholesky factor, double[] point, double[] centre)
    {
        var offset = (double[])point.Clone();
        Dense.AddScaled(offset, -1, centre);
        factor.SolveLower(offset);
        return offset;
    }
}
