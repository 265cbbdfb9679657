using FaceMorph.Algebra;

namespace FaceMorph.Prior;

/// <summary>Fits a mixture of factor analysers.</summary>
internal sealed class ExpectationMaximisation(int components, int rank, double noiseFloor, int rounds)
{
    /// <summary>The fit from a seeded start.</summary>
    public FactorMixture Fit(IReadOnlyList<double[]> points, int seed, Action<double>? progress = null)
    {
        var mixture = Start(points, new Random(seed));
        for (int round = 0; round < rounds; round++)
        {
            mixture = Round(points, mixture);
            progress?.Invoke((round + 1.0) / rounds);
        }

        return mixture;
    }

    // The clusters of k-means, small random factors, and all the variance as noise.
    private FactorMixture Start(IReadOnlyList<double[]> points, Random random)
    {
        var centres = new List<double[]> { points[random.Next(points.Count)] };
        while (centres.Count < components)
        {
            var far = points.Select(point => centres.Min(centre => Dense.SquaredDistance(point, centre))).ToArray();
            double pick = random.NextDouble() * far.Sum();
            int at = 0;
            while (at < far.Length - 1 && (pick -= far[at]) > 0)
            {
                at++;
            }

            centres.Add(points[at]);
        }

        for (int round = 0; round < 10; round++)
        {
            var clusters = points.GroupBy(point => Nearest(centres, point)).ToDictionary(c => c.Key, c => c.ToList());
            centres = [.. centres.Select((centre, k) => clusters.TryGetValue(k, out var own) ? Dense.Mean(own) : centre)];
        }

        var mean = Dense.Mean(points);
        int d = mean.Length;
        var variance = new double[d];
        foreach (var point in points)
        {
            for (int i = 0; i < d; i++)
            {
                variance[i] += (point[i] - mean[i]) * (point[i] - mean[i]) / points.Count;
            }
        }

        double[] Factor() => [.. variance.Select(v => 0.3 * Math.Sqrt(v) * Faces.Alteration.Normal(random))];
        return new FactorMixture(
            [.. Enumerable.Repeat(1.0 / components, components)],
            [.. centres],
            [.. Enumerable.Range(0, components).Select(_ => Enumerable.Range(0, rank).Select(_ => Factor()).ToArray())],
            [.. variance.Select(v => Math.Max(v, noiseFloor * noiseFloor))],
            double.NegativeInfinity
        );
    }

    private static int Nearest(List<double[]> centres, double[] point) =>
        Enumerable.Range(0, centres.Count).MinBy(k => Dense.SquaredDistance(point, centres[k]));

    private FactorMixture Round(IReadOnlyList<double[]> points, FactorMixture mixture)
    {
        int d = points[0].Length;
        var analysers = mixture.Weights.Select((_, k) => new FactorAnalyser(mixture.Means[k], mixture.Factors[k], mixture.Noise)).ToArray();
        var shares = Dense.Zeros(components, points.Count);
        double likelihood = 0;
        for (int n = 0; n < points.Count; n++)
        {
            var logs = analysers.Select((a, k) => Math.Log(mixture.Weights[k]) + a.LogDensity(points[n])).ToArray();
            double total = FactorMixture.LogSumExp(logs);
            likelihood += total / points.Count;
            for (int k = 0; k < components; k++)
            {
                shares[k][n] = Math.Exp(logs[k] - total);
            }
        }

        var weights = new double[components];
        var means = new double[components][];
        var factors = new double[components][][];
        var left = new double[components][];
        Parallel.For(0, components, k => (weights[k], means[k], factors[k], left[k]) = Improve(points, shares[k], analysers[k]));
        var noise = new double[d];
        for (int k = 0; k < components; k++)
        {
            Dense.AddScaled(noise, weights[k], left[k]);
        }

        return new FactorMixture(weights, means, factors, [.. noise.Select(v => Math.Max(v, noiseFloor * noiseFloor))], likelihood);
    }

    private static (double Weight, double[] Mean, double[][] Factors, double[] Left) Improve(
        IReadOnlyList<double[]> points,
        double[] shares,
        FactorAnalyser analyser
    )
    {
        int d = points[0].Length;
        double sum = shares.Sum() + 1e-9;
        var mean = new double[d];
        for (int n = 0; n < points.Count; n++)
        {
            Dense.AddScaled(mean, shares[n] / sum, points[n]);
        }

        var scatter = Dense.Zeros(d, d);
        var offset = new double[d];
        for (int n = 0; n < points.Count; n++)
        {
            if (shares[n] > 1e-8)
            {
                points[n].CopyTo(offset, 0);
                Dense.AddScaled(offset, -1, mean);
                for (int i = 0; i < d; i++)
                {
                    Dense.AddScaled(scatter[i], shares[n] / sum * offset[i], offset);
                }
            }
        }

        var (factors, left) = analyser.Improve(scatter);
        return (sum / points.Count, mean, factors, left);
    }
}
