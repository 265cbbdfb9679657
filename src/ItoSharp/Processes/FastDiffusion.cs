namespace ItoSharp;

/// <summary>
/// The Fast Diffusion Model on the variance-preserving process: the mean of the data moves with momentum, critically damped, <c>alpha = (1 +
/// Damping B) exp(-Damping B)</c>, and sigma is that of <see cref="VpLinear"/>, with <c>B</c> the integral of beta.
/// </summary>
/// <remarks>
/// Wu, Zhou, Kawaguchi, Yuan and Yan, "Fast Diffusion Model" (2023). In the operational time B the mean obeys <c>m'' + 2 Damping m' +
/// Damping^2 m = 0</c>, m(0) = 1, m'(0) = 0: a double root, hence no overshoot. The state itself is not augmented, so every sampler runs on
/// it; alpha^2 + sigma^2 is not 1. Damping is the released code's fdm_multiplier.
/// </remarks>
/// <param name="BetaMin">The noise rate at t = 0.</param>
/// <param name="BetaMax">The noise rate at t = 1.</param>
/// <param name="Damping">The critical damping rate of the mean's momentum, per unit of B.</param>
[Process(MinTime = 1e-3)]
public sealed partial record FastDiffusion(double BetaMin = 0.1, double BetaMax = 20, double Damping = 1)
{
    double Integral(double t) => BetaMin * t + (BetaMax - BetaMin) * t * t / 2;

    double Alpha(double t) => (1 + Damping * Integral(t)) * Math.Exp(-Damping * Integral(t));

    double Sigma(double t) => Math.Sqrt(1 - Math.Exp(-Integral(t)));
}
