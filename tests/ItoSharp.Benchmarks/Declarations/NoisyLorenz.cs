namespace ItoSharp.Benchmarks.Declarations;

/// <summary>Lorenz's equations with a noise of its own in every component.</summary>
/// <param name="Sigma">Prandtl's number.</param>
/// <param name="Rho">Rayleigh's number over its critical value.</param>
/// <param name="Beta">What the geometry gives.</param>
/// <param name="Noise">The noise's strength, relative to the state.</param>
[Sde(Interpretation.Ito)]
public sealed partial record NoisyLorenz(double Sigma = 10, double Rho = 28, double Beta = 8.0 / 3, double Noise = 0.1)
{
    /// <summary>The state.</summary>
    /// <param name="X">The convection.</param>
    /// <param name="Y">The difference of temperature across.</param>
    /// <param name="Z">The distortion of the profile of temperature.</param>
    public readonly record struct State(double X, double Y, double Z);

    State Drift(State s) => new(Sigma * (s.Y - s.X), s.X * (Rho - s.Z) - s.Y, s.X * s.Y - Beta * s.Z);

    [Noise]
    State First(State s) => new(Noise * s.X, 0, 0);

    [Noise]
    State Second(State s) => new(0, Noise * s.Y, 0);

    [Noise]
    State Third(State s) => new(0, 0, Noise * s.Z);
}

/// <summary>Its paths in float.</summary>
[Ensemble<NoisyLorenz, ItoEuler>(Precision = Precision.Single)]
public sealed partial class NoisyLorenzFloat;

/// <summary>Lorenz's equations themselves in float, steps of equal length.</summary>
[Ensemble<Lorenz, Tsit5>(Precision = Precision.Single)]
public sealed partial class LorenzFloat;
