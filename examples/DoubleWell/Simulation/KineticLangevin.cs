using ItoSharp;

namespace DoubleWell.Simulation;

/// <summary>A particle in the double well V = (q^2 - 1)^2 with friction and the noise that belongs to it.</summary>
/// <param name="Gamma">The friction.</param>
/// <param name="Temperature">kT, in units of the barrier's height.</param>
[Sde(Interpretation.Ito)]
public sealed partial record KineticLangevin(double Gamma, double Temperature)
{
    /// <summary>The state.</summary>
    /// <param name="Q">The position.</param>
    /// <param name="P">The momentum, the mass being 1.</param>
    public readonly record struct State(double Q, double P);

    State Drift(State x) => new(x.P, -4 * x.Q * (x.Q * x.Q - 1) - Gamma * x.P);

    [Noise]
    State Heat(State x) => new(0, Math.Sqrt(2 * Gamma * Temperature));
}
