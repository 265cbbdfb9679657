namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>The equations, with everything that does not depend on the state computed beforehand.</summary>
internal static class Problems
{
    private const int Steps = 100;

    /// <summary>dS = 0.05 S dt + 0.2 S dW over a year.</summary>
    public static Problem Gbm { get; } =
        new("gbm", 1, 1, [0.05 / Steps, 0.2 * Math.Sqrt(1.0 / Steps)], 0, [], [1], Paths: 1 << 16, Steps);

    /// <summary>Heston's model over a year, Feller's condition met by little.</summary>
    public static Problem Heston { get; } =
        new(
            "heston",
            2,
            2,
            [
                0.05 / Steps,
                2.0 / Steps,
                0.04,
                Math.Sqrt(1.0 / Steps),
                0.3 * Math.Sqrt(1.0 / Steps),
                -0.7,
                Math.Sqrt(1 - 0.7 * 0.7),
            ],
            0,
            [],
            [100, 0.04],
            Paths: 1 << 16,
            Steps
        );

    /// <summary>The reverse equation of the mixture, Euler and Maruyama.</summary>
    public static Problem MixtureSde { get; } = Reversal("mixture-sde", 2, 1);

    /// <summary>Its probability flow, Euler.</summary>
    public static Problem MixtureOde { get; } = Reversal("mixture-ode", 0, 0.5);

    private static Problem Reversal(string name, int noises, double scoreFactor)
    {
        double h = (1 - Mixture.End) / Steps;
        var table = new List<double>();
        for (int step = 0; step < Steps; step++)
        {
            double t = 1 - step * h;
            double alpha = Mixture.Alpha(t);
            double variance = Mixture.VarianceAt(t);
            double beta = Mixture.Beta(t);
            table.Add(0.5 / variance);
            for (int k = 0; k < Mixture.Count; k++)
            {
                table.AddRange([alpha * Mixture.Means[k].X, alpha * Mixture.Means[k].Y, Math.Log(Mixture.Weights[k])]);
            }

            table.AddRange([0.5 * beta * h, scoreFactor * beta * h / variance, Math.Sqrt(beta * h)]);
        }

        return new(name, 2, noises, [], 28, [.. table], [0.5, -0.25], Paths: 1 << 14, Steps);
    }
}
