namespace ItoSharp;

/// <summary>The classical fourth-order method on <c>d(x/alpha)/drho = eps</c>.</summary>
/// <remarks>
/// Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), rhoRK.
/// The tableau: Kutta, Zeitschrift fuer Mathematik und Physik 46 (1901).
/// </remarks>
[ExponentialRungeKutta(
    Order = 4,
    Tableau = """
        0   |
        1/2 | 1/2
        1/2 | 0    1/2
        1   | 0    0    1
        ----+--------------------
            | 1/6  1/3  1/3  1/6
        """
)]
public sealed partial class RhoRk4;
