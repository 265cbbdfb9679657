namespace ItoSharp;

/// <summary>The strong-stability-preserving third-order method on <c>d(x/alpha)/drho = eps</c>.</summary>
/// <remarks>
/// Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), rhoRK.
/// The tableau: Shu and Osher, Journal of Computational Physics 77 (1988).
/// </remarks>
[ExponentialRungeKutta(
    Order = 3,
    Tableau = """
        0   |
        1   | 1
        1/2 | 1/4  1/4
        ----+---------------
            | 1/6  1/6  2/3
        """
)]
public sealed partial class RhoRkSsp3;
