namespace ItoSharp;

/// <summary>
/// Generalised heavy ball of order 1: Adams-Bashforth numbers on a damped history, in rho = sigma/alpha. It enlarges the region of
/// stability, not the accuracy.
/// </summary>
/// <remarks>Wizadwongsa, Chinchuthakun, Khungurn, Raj and Suwajanakorn, "Diffusion Sampling with Momentum for Mitigating Divergence Artifacts" (ICLR 2024), GHVB.</remarks>
/// <param name="Damping">beta in (0, 1]; 1 is Adams-Bashforth.</param>
[ExponentialMultistep(
    Order = 1,
    Predict = Prediction.Noise,
    Clock = Clock.Rho,
    History = 1,
    Weight = DifferenceWeight.Uniform,
    HeavyBall = true
)]
public sealed partial record Ghvb1(double Damping = 0.8);
