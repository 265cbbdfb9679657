namespace ItoSharp;

/// <summary>
/// The Fast Diffusion Model on EDM's noise: <c>sigma = t</c> and a critically damped mean <c>alpha = (1 + Damping B) exp(-Damping B)</c>, where B is
/// the integral of beta over <c>t / SigmaMax</c>.
/// </summary>
/// <remarks>
/// Wu, Zhou, Kawaguchi, Yuan and Yan, "Fast Diffusion Model" (2023), its EDM and VE form: the released code multiplies the input by this alpha
/// with a clock affine in sigma. Here the clock starts at sigma = 0, so that alpha(0) = 1.
/// </remarks>
/// <param name="BetaMin">The rate at sigma = 0.</param>
/// <param name="BetaMax">The rate at sigma = SigmaMax.</param>
/// <param name="Damping">The critical damping rate of the mean's momentum, per unit of B.</param>
/// <param name="SigmaMax">The noise level at which the clock has run once.</param>
[Process(MinTime = 0.002, MaxTime = 80)]
public sealed partial record FastDiffusionEdm(double BetaMin = 0.1, double BetaMax = 20, double Damping = 1, double SigmaMax = 80)
{
    double Integral(double u) => BetaMin * u + (BetaMax - BetaMin) * u * u / 2;

    double Alpha(double t) => (1 + Damping * Integral(t / SigmaMax)) * Math.Exp(-Damping * Integral(t / SigmaMax));

    double Sigma(double t) => t;
}
