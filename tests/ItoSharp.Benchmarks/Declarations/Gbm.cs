namespace ItoSharp.Benchmarks.Declarations;

/// <summary>Geometric Brownian motion.</summary>
/// <param name="Mu">The drift a year.</param>
/// <param name="Sigma">The volatility.</param>
[Sde(Interpretation.Ito)]
public sealed partial record Gbm(double Mu = 0.05, double Sigma = 0.2)
{
    /// <summary>The state.</summary>
    /// <param name="S">The price.</param>
    public readonly record struct State(double S);

    State Drift(State x) => new(Mu * x.S);

    [Noise]
    State Price(State x) => new(Sigma * x.S);
}

/// <summary>Its paths in float.</summary>
[Ensemble<Gbm, ItoEuler>(Precision = Precision.Single)]
public sealed partial class GbmFloat;

/// <summary>Its paths in double.</summary>
[Ensemble<Gbm, ItoEuler>(Precision = Precision.Double)]
public sealed partial class GbmDouble;
