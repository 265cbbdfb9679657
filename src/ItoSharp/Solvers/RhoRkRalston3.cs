namespace ItoSharp;

/// <summary>Ralston's third-order method, of the least bound of its error, on <c>d(x/alpha)/drho = eps</c>.</summary>
/// <remarks>
/// Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), rhoRK.
/// The tableau: Ralston, "Runge-Kutta Methods with Minimum Error Bounds", Mathematics of Computation 16 (1962).
/// </remarks>
[ExponentialRungeKutta(
    Order = 3,
    Tableau = """
        0   |
        1/2 | 1/2
        3/4 | 0    3/4
        ----+---------------
            | 2/9  1/3  4/9
        """
)]
public sealed partial class RhoRkRalston3;
