namespace ItoSharp;

/// <summary>
/// The sub-variance-preserving process: the signal scale of <see cref="VpLinear"/>, and <c>sigma = 1 - exp(-B)</c>, the square of its noise
/// scale, with <c>B</c> the integral of <c>beta(t) = BetaMin + (BetaMax - BetaMin) t</c>.
/// </summary>
/// <remarks>
/// Song, Sohl-Dickstein, Kingma, Kumar, Ermon and Poole, "Score-Based Generative Modeling through Stochastic Differential Equations" (ICLR
/// 2021), equation 12 and appendix B. Its log-SNR is not <see cref="VpLinear"/>'s: sigma / alpha = 2 sinh(B / 2).
/// </remarks>
/// <param name="BetaMin">The noise rate at t = 0.</param>
/// <param name="BetaMax">The noise rate at t = 1.</param>
[Process(MinTime = 1e-3)]
public sealed partial record SubVp(double BetaMin = 0.1, double BetaMax = 20)
{
    double Beta(double t) => BetaMin + (BetaMax - BetaMin) * t;

    double Integral(double t) => BetaMin * t + (BetaMax - BetaMin) * t * t / 2;

    double Drift(double t) => -0.5 * Beta(t);

    double Diffusion(double t) => Math.Sqrt(Beta(t) * (1 - Math.Exp(-2 * Integral(t))));
}
