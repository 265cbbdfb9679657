namespace ItoSharp;

/// <summary>
/// The mean-reverting process of voice conversion: the state reverts to a data-dependent prior mean mu (the average voice), and <c>X = x - mu</c>
/// is variance preserving with <c>beta(t) = BetaMin + (BetaMax - BetaMin) t</c>.
/// </summary>
/// <remarks>
/// Popov, Vovk, Gogoryan, Sadekova, Kudinov and Wei, "Diffusion-Based Voice Conversion with Fast Maximum Likelihood Sampling Scheme" (ICLR
/// 2022), equations 1 to 4, and Grad-TTS (ICML 2021) before it; their rates. mu comes with each run (<see cref="SampleOptions{T}.Mean"/>).
/// </remarks>
/// <param name="BetaMin">The noise rate at t = 0.</param>
/// <param name="BetaMax">The noise rate at t = 1.</param>
[Process(MeanReverting = true)]
public sealed partial record DiffVc(double BetaMin = 0.05, double BetaMax = 20)
{
    double Beta(double t) => BetaMin + (BetaMax - BetaMin) * t;

    double Drift(double t) => -0.5 * Beta(t);

    double Diffusion(double t) => Math.Sqrt(Beta(t));
}
