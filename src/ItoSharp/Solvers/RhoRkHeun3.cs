namespace ItoSharp;

/// <summary>Heun's third-order method on <c>d(x/alpha)/drho = eps</c>.</summary>
/// <remarks>
/// Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), rhoRK.
/// The tableau: Heun, Zeitschrift fuer Mathematik und Physik 45 (1900).
/// </remarks>
[ExponentialRungeKutta(
    Order = 3,
    Tableau = """
        0   |
        1/3 | 1/3
        2/3 | 0    2/3
        ----+---------------
            | 1/4  0    3/4
        """
)]
public sealed partial class RhoRkHeun3;
