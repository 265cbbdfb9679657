namespace ItoSharp;

/// <summary>The third-order method of van der Houwen and Wray on <c>d(x/alpha)/drho = eps</c>.</summary>
/// <remarks>
/// Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), rhoRK.
/// The tableau: van der Houwen, "Explicit Runge-Kutta formulas with increased stability boundaries", Numerische Mathematik 20 (1972).
/// </remarks>
[ExponentialRungeKutta(
    Order = 3,
    Tableau = """
        0    |
        8/15 | 8/15
        2/3  | 1/4   5/12
        -----+-----------------
             | 1/4   0     3/4
        """
)]
public sealed partial class RhoRkVanDerHouwen3;
