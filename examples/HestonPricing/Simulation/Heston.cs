using ItoSharp;

namespace HestonPricing.Simulation;

/// <summary>Heston's model; the variance enters the formulas as its positive part (full truncation) where a step took it below 0.</summary>
/// <param name="Mu">The drift of S a year.</param>
/// <param name="Kappa">The speed of reversion a year.</param>
/// <param name="Theta">The long-run variance a year.</param>
/// <param name="Xi">The volatility of the variance.</param>
/// <param name="Rho">The correlation of the two noises.</param>
[Sde(Interpretation.Ito)]
public sealed partial record Heston(double Mu, double Kappa, double Theta, double Xi, double Rho)
{
    /// <summary>The state.</summary>
    /// <param name="S">The price.</param>
    /// <param name="V">The variance a year.</param>
    public readonly record struct State(double S, [Domain(Min = 0, On = Boundary.FullTruncation)] double V);

    State Drift(State x) => new(Mu * x.S, Kappa * (Theta - x.V));

    [Noise]
    State Price(State x) => new(Math.Sqrt(x.V) * x.S, 0);

    [Noise]
    State Variance(State x) => new(0, Xi * Math.Sqrt(x.V));

    [Correlation(nameof(Price), nameof(Variance))]
    double Correlation => Rho;
}
