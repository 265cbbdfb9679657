namespace ItoSharp;

/// <summary>
/// The variance-preserving process whose signal scale is a cosine: <c>alpha = cos(theta(t)) / cos(theta(0))</c> with
/// <c>theta(t) = pi/2 (t + Offset) / (1 + Offset)</c>.
/// </summary>
/// <remarks>
/// Nichol and Dhariwal, "Improved Denoising Diffusion Probabilistic Models" (ICML 2021), equation 17. The end time .9946 keeps
/// the discrete beta at or below .999 (Lu et al., "DPM-Solver", NeurIPS 2022); alpha vanishes at t = 1.
/// </remarks>
/// <param name="Offset">The offset s, which keeps the noise rate off 0 at t = 0.</param>
[Process(MaxTime = 0.9946)]
public sealed partial record VpCosine(double Offset = 0.008)
{
    double Angle(double t) => Math.PI / 2 * (t + Offset) / (1 + Offset);

    double Drift(double t) => -Math.PI / 2 / (1 + Offset) * Math.Tan(Angle(t));

    double Diffusion(double t) => Math.Sqrt(-2 * Drift(t));
}
