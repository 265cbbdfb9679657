namespace ItoSharp;

/// <summary>
/// The variance-preserving process with a linear noise rate (score-based SDE's VP, the continuous limit of DDPM):
/// <c>beta(t) = BetaMin + (BetaMax - BetaMin) t</c>.
/// </summary>
/// <remarks>
/// Song, Sohl-Dickstein, Kingma, Kumar, Ermon and Poole, "Score-Based Generative Modeling through Stochastic Differential
/// Equations" (ICLR 2021), equation 11; Ho, Jain and Abbeel, "Denoising Diffusion Probabilistic Models" (NeurIPS 2020).
/// </remarks>
/// <param name="BetaMin">The noise rate at t = 0.</param>
/// <param name="BetaMax">The noise rate at t = 1.</param>
[Process]
public sealed partial record VpLinear(double BetaMin = 0.1, double BetaMax = 20)
{
    double Beta(double t) => BetaMin + (BetaMax - BetaMin) * t;

    double Drift(double t) => -0.5 * Beta(t);

    double Diffusion(double t) => Math.Sqrt(Beta(t));
}
