namespace ItoSharp;

/// <summary>
/// The mean-reverting process of image restoration: the state reverts to the degraded image mu, <c>dX = -theta X dt +
/// SigmaInfinity sqrt(2 theta) dw</c> for <c>X = x - mu</c>, with stationary noise <c>SigmaInfinity</c>.
/// </summary>
/// <remarks>
/// Luo, Gustafsson, Zhao, Sjolund and Schon, "Image Restoration with Mean-Reverting Stochastic Differential Equations" (ICML
/// 2023), equations 4 to 6, with a constant rate: the default theta leaves exp(-theta) = .01 of the data at t = 1, their delta;
/// SigmaInfinity = 10/255 is their noise level.
/// </remarks>
/// <param name="Theta">The rate of reversion.</param>
/// <param name="SigmaInfinity">The stationary standard deviation.</param>
[Process(MeanReverting = true)]
public sealed partial record IrSde(double Theta = 4.605170185988091, double SigmaInfinity = 10.0 / 255)
{
    double Drift(double t) => -Theta;

    double Diffusion(double t) => SigmaInfinity * Math.Sqrt(2 * Theta);
}
