namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>The equations, with everything that does not depend on the state computed beforehand.</summary>
internal static class Problems
{
    private const int Steps = 100;
    private const double Year = 1.0 / Steps;

    /// <summary>dS = 0.05 S dt + 0.2 S dW over a year.</summary>
    public static Problem Gbm { get; } = new("gbm", 1, 1, [0.05 * Year, 0.2 * Math.Sqrt(Year)], 0, [], [1], Paths: 1 << 16, Steps);

    /// <summary>Heston's model over a year, Feller's condition met by little.</summary>
    public static Problem Heston { get; } =
        new(
            "heston",
            2,
            2,
            [Math.Sqrt(Year), 0.05 * Year, 2 * Year, -0.7 * 0.3 * Math.Sqrt(Year), 0.3 * Math.Sqrt(Year) * Math.Sqrt(1 - 0.7 * 0.7), 0.04],
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
            // Written as the generator emits it, so that the last bits are the same.
            double t = step * h;
            double beta = 20.0 - 19.9 * t;
            double square = (1.0 - t) * (1.0 - t);
            double precision = 1.0 / (1.0 - (1.0 - Mixture.Variance) * Math.Exp(0.1 * t - 0.1 - 9.95 * square));
            double alpha = Math.Exp(0.05 * t - 0.05 - 4.975 * square);
            table.AddRange([alpha, 0.5 * beta, scoreFactor * beta * precision, -0.5 * precision]);
            foreach (var mean in Mixture.Means)
            {
                table.AddRange([-mean.X * alpha, -mean.Y * alpha]);
            }

            table.Add(Math.Sqrt(h) * Math.Sqrt(beta));
        }

        return new(name, 2, noises, [h], 21, [.. table], [0.5, -0.25], Paths: 1 << 16, Steps);
    }
}
