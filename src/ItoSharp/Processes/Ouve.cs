namespace ItoSharp;

/// <summary>
/// The Ornstein-Uhlenbeck process with exploding variance of speech enhancement: the state reverts to the noisy recording y,
/// <c>dX = -Stiffness X dt + g dw</c> for <c>X = x - y</c>, with <c>g = SigmaMin r^t sqrt(2 log r)</c>, <c>r = SigmaMax / SigmaMin</c>.
/// </summary>
/// <remarks>
/// Richter, Welker, Lemercier, Lay and Gerkmann, "Speech Enhancement and Dereverberation with Diffusion-Based Generative Models"
/// (IEEE/ACM TASLP 2023), equations 4 to 8; their code's defaults. The prior N(y, sigma(1)^2) is biased: the true mean is
/// (1 - exp(-Stiffness)) y + exp(-Stiffness) x_0.
/// </remarks>
/// <param name="Stiffness">The rate of reversion, theta of the paper.</param>
/// <param name="SigmaMin">The noise scale at t = 0.</param>
/// <param name="SigmaMax">The noise scale at t = 1.</param>
[Process(MinTime = 0.03, MeanReverting = true)]
public sealed partial record Ouve(double Stiffness = 1.5, double SigmaMin = 0.05, double SigmaMax = 0.5)
{
    double Drift(double t) => -Stiffness;

    double Diffusion(double t) => SigmaMin * Math.Pow(SigmaMax / SigmaMin, t) * Math.Sqrt(2 * Math.Log(SigmaMax / SigmaMin));
}
