namespace ItoSharp.Benchmarks.Declarations;

/// <summary>The probability flow of eight normal laws in the plane under a variance-preserving process; its time is 1 less that of the process.</summary>
/// <param name="Variance">The variance of every component in each direction.</param>
[Sde(Interpretation.Ito)]
public sealed partial record MixtureFlow(double Variance = 0.04)
{
    /// <summary>The state.</summary>
    /// <param name="X">The first coordinate.</param>
    /// <param name="Y">The second coordinate.</param>
    public readonly record struct State(double X, double Y);

    static readonly double[] MeanX = [1.7, -1.2, 0.1, 0.9, -1.8, 1.3, -0.4, -0.7];
    static readonly double[] MeanY = [0.2, 1.1, -1.9, 1.4, -0.3, -1.0, 1.6, -0.8];
    static readonly double[] Weight = [0.2, 0.05, 0.1, 0.15, 0.1, 0.2, 0.05, 0.15];

    static double Beta(double t) => 0.1 + 19.9 * t;

    static double Alpha(double t) => Math.Exp(-0.05 * t - 4.975 * t * t);

    double VarianceAt(double t) => 1 - Alpha(t) * Alpha(t) * (1 - Variance);

    // A component's density, up to what all have in common. Without a common factor taken out: where the law lives the nearest
    // component is within reach of a float, and with it the formula would be larger than the generator takes.
    double Density(State x, int k, double t)
    {
        double dx = x.X - Alpha(t) * MeanX[k];
        double dy = x.Y - Alpha(t) * MeanY[k];
        return Weight[k] * Math.Exp(-(dx * dx + dy * dy) / (2 * VarianceAt(t)));
    }

    State Score(State x, double t)
    {
        double sum = 0;
        double meanX = 0;
        double meanY = 0;
        for (int k = 0; k < 8; k++)
        {
            double w = Density(x, k, t);
            sum += w;
            meanX += w * MeanX[k];
            meanY += w * MeanY[k];
        }

        return new((Alpha(t) * (meanX / sum) - x.X) / VarianceAt(t), (Alpha(t) * (meanY / sum) - x.Y) / VarianceAt(t));
    }

    State Drift(State x, double t)
    {
        double beta = Beta(1 - t);
        State score = Score(x, 1 - t);
        return new(0.5 * beta * x.X + 0.5 * beta * score.X, 0.5 * beta * x.Y + 0.5 * beta * score.Y);
    }
}

/// <summary>Its paths in float.</summary>
[Ensemble<MixtureFlow, ExplicitEuler>(Precision = Precision.Single)]
public sealed partial class MixtureFlowFloat;

/// <summary>Its paths in double.</summary>
[Ensemble<MixtureFlow, ExplicitEuler>(Precision = Precision.Double)]
public sealed partial class MixtureFlowDouble;
