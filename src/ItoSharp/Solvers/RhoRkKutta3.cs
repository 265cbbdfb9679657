namespace ItoSharp;

/// <summary>Kutta's third-order method on <c>d(x/alpha)/drho = eps</c>.</summary>
/// <remarks>
/// Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), rhoRK.
/// The tableau: Kutta, Zeitschrift fuer Mathematik und Physik 46 (1901).
/// </remarks>
[ExponentialRungeKutta(
    Order = 3,
    Tableau = """
        0   |
        1/2 | 1/2
        1   | -1    2
        ----+---------------
            | 1/6  2/3  1/6
        """
)]
public sealed partial class RhoRkKutta3;
