namespace ItoSharp;

/// <summary>
/// Generalised heavy ball of order 2: Adams-Bashforth numbers on a damped history, in rho = sigma/alpha. It enlarges the region of
/// stability.
/// </summary>
/// <remarks>Wizadwongsa, Chinchuthakun, Khungurn, Raj and Suwajanakorn, "Diffusion Sampling with Momentum for Mitigating Divergence Artifacts" (ICLR 2024), GHVB.</remarks>
/// <param name="Damping">beta in (0, 1]; 1 is Adams-Bashforth.</param>
[ExponentialMultistep(
    Order = 2,
    Predict = Prediction.Noise,
    Clock = Clock.Rho,
    History = 2,
    Weight = DifferenceWeight.Uniform,
    HeavyBall = true
)]
public sealed partial record Ghvb2(double Damping = 0.8);
