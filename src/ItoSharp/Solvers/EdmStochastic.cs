namespace ItoSharp;

/// <summary>
/// EDM's stochastic sampler: before each step within [SMin, SMax] the state goes back to (1 + gamma) sigma, then takes Heun's step.
/// </summary>
/// <remarks>
/// Karras, Aittala, Aila and Laine, "Elucidating the Design Space of Diffusion-Based Generative Models" (NeurIPS 2022), algorithm 2;
/// gamma = min(SChurn / steps, sqrt(2) - 1). Without churn: <see cref="RhoRkHeun"/>.
/// </remarks>
/// <param name="SChurn">The churn in all steps together.</param>
/// <param name="SMin">The least rho = sigma/alpha at which there is churn.</param>
/// <param name="SMax">The largest rho at which there is churn.</param>
/// <param name="ChurnNoise">S_noise, the scale of the added noise; other than 1 it is a bias by design.</param>
[ExponentialRungeKutta(
    Order = 2,
    Churn = true,
    Tableau = """
        0 |
        1 | 1
        --+---------
          | 1/2  1/2
        """
)]
public sealed partial record EdmStochastic(double SChurn = 40, double SMin = 0.05, double SMax = 50, double ChurnNoise = 1.003)
{
    double Churn(double rho, int steps) => rho >= SMin && rho <= SMax ? Math.Min(SChurn / steps, Math.Sqrt(2) - 1) : 0;
}
