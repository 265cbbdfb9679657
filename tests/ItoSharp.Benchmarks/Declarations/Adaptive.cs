namespace ItoSharp.Benchmarks.Declarations;

/// <summary>Lorenz's equations.</summary>
/// <param name="Sigma">Prandtl's number.</param>
/// <param name="Rho">Rayleigh's number over its critical value.</param>
/// <param name="Beta">What the geometry gives.</param>
[Sde(Interpretation.Ito)]
public sealed partial record Lorenz(double Sigma = 10, double Rho = 28, double Beta = 8.0 / 3)
{
    /// <summary>The state.</summary>
    /// <param name="X">The convection.</param>
    /// <param name="Y">The difference of temperature across.</param>
    /// <param name="Z">The distortion of the profile of temperature.</param>
    public readonly record struct State(double X, double Y, double Z);

    State Drift(State s) => new(Sigma * (s.Y - s.X), s.X * (Rho - s.Z) - s.Y, s.X * s.Y - Beta * s.Z);
}

/// <summary>Its paths in float, by tolerance.</summary>
[Ensemble<Lorenz, Tsit5>(Precision = Precision.Single, Stepping = Stepping.Adaptive)]
public sealed partial class LorenzByToleranceFloat;

/// <summary>Its paths in double, by tolerance.</summary>
[Ensemble<Lorenz, Tsit5>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class LorenzByToleranceDouble;

/// <summary>Geometric Brownian motion in float, by tolerance.</summary>
[Ensemble<Gbm, Sriw1>(Precision = Precision.Single, Stepping = Stepping.Adaptive)]
public sealed partial class GbmByToleranceFloat;

/// <summary>Geometric Brownian motion in double, by tolerance.</summary>
[Ensemble<Gbm, Sriw1>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class GbmByToleranceDouble;
