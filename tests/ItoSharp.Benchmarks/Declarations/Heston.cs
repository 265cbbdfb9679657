namespace ItoSharp.Benchmarks.Declarations;

/// <summary>Heston's model, the variance by full truncation.</summary>
/// <param name="Mu">The drift a year.</param>
/// <param name="Kappa">The speed of reversion.</param>
/// <param name="Theta">The long-run variance.</param>
/// <param name="Xi">The volatility of the variance.</param>
/// <param name="Rho">The correlation.</param>
[Sde(Interpretation.Ito)]
public sealed partial record Heston(double Mu = 0.05, double Kappa = 2, double Theta = 0.04, double Xi = 0.3, double Rho = -0.7)
{
    /// <summary>The state.</summary>
    /// <param name="S">The price.</param>
    /// <param name="V">The variance.</param>
    public readonly record struct State(double S, [Domain(Min = 0, On = Boundary.FullTruncation)] double V);

    State Drift(State x) => new(Mu * x.S, Kappa * (Theta - x.V));

    [Noise]
    State Price(State x) => new(Math.Sqrt(x.V) * x.S, 0);

    [Noise]
    State Variance(State x) => new(0, Xi * Math.Sqrt(x.V));

    [Correlation(nameof(Price), nameof(Variance))]
    double Correlation => Rho;
}

/// <summary>Its paths in float.</summary>
[Ensemble<Heston, ItoEuler>(Precision = Precision.Single)]
public sealed partial class HestonFloat;

/// <summary>Its paths in double.</summary>
[Ensemble<Heston, ItoEuler>(Precision = Precision.Double)]
public sealed partial class HestonDouble;
