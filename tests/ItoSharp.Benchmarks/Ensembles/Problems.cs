namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>The equations, with everything that does not depend on the state computed beforehand.</summary>
internal static class Problems
{
    private const int Steps = 100;

    /// <summary>dS = 0.05 S dt + 0.2 S dW over a year.</summary>
    public static Problem Gbm { get; } = GbmIn(Steps, 1 << 16);

    /// <summary>Heston's model over a year, Feller's condition met by little.</summary>
    public static Problem Heston { get; } = HestonIn(Steps, 1 << 16);

    /// <summary>The reverse equation of the mixture, Euler and Maruyama.</summary>
    public static Problem MixtureSde { get; } = MixtureSdeIn(Steps, 1 << 16);

    /// <summary>Its probability flow, Euler.</summary>
    public static Problem MixtureOde { get; } = MixtureOdeIn(Steps, 1 << 16);

    /// <summary><see cref="Gbm"/> in other numbers of steps and paths.</summary>
    public static Problem GbmIn(int steps, int paths)
    {
        double h = 1.0 / steps;
        return new("gbm", 1, 1, [0.05 * h, 0.2 * Math.Sqrt(h)], 0, [], [1], paths, steps);
    }

    /// <summary><see cref="Heston"/> in other numbers of steps and paths.</summary>
    public static Problem HestonIn(int steps, int paths)
    {
        double h = 1.0 / steps;
        double root = Math.Sqrt(h);
        double[] constants = [root, 0.05 * h, 2 * h, -0.7 * 0.3 * root, 0.3 * root * Math.Sqrt(1 - 0.7 * 0.7), 0.04];
        return new("heston", 2, 2, constants, 0, [], [100, 0.04], paths, steps);
    }

    /// <summary><see cref="MixtureSde"/> in other numbers of steps and paths.</summary>
    public static Problem MixtureSdeIn(int steps, int paths) => Reversal("mixture-sde", 2, 1, steps, paths);

    /// <summary><see cref="MixtureOde"/> in other numbers of steps and paths.</summary>
    public static Problem MixtureOdeIn(int steps, int paths) => Reversal("mixture-ode", 0, 0.5, steps, paths);

    private static Problem Reversal(string name, int noises, double scoreFactor, int steps, int paths)
    {
        double h = (1 - Mixture.End) / steps;
        var table = new List<double>();
        for (int step = 0; step < steps; step++)
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

        return new(name, 2, noises, [h], 21, [.. table], [0.5, -0.25], paths, steps);
    }
}
