namespace ItoSharp;

/// <summary>Heun's method on <c>d(x/alpha)/drho = eps</c>: EDM's sampler without churn. The step to sigma = 0 is Euler's.</summary>
/// <remarks>
/// Karras, Aittala, Aila and Laine, "Elucidating the Design Space of Diffusion-Based Generative Models" (NeurIPS 2022),
/// algorithm 1; Zhang and Chen, "DEIS" (ICLR 2023), rhoRK.
/// </remarks>
[ExponentialRungeKutta(
    Order = 2,
    Tableau = """
        0 |
        1 | 1
        --+---------
          | 1/2  1/2
        """
)]
public sealed partial class RhoRkHeun;
