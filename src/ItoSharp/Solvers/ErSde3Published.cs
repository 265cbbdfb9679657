namespace ItoSharp;

/// <summary>
/// ER-SDE-Solver-3 as published: its first derivative is the plain backward difference, so its limit without noise has order 2.
/// </summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), algorithm 3. phi(rho) = rho (exp(rho^0.3) + 10).</remarks>
[ExponentialMultistep(
    Order = 2,
    Predict = Prediction.Data,
    Clock = Clock.Rho,
    History = 3,
    Noise = Stochasticity.Scale,
    Start = typeof(ErSde2)
)]
[DerivativeEstimate(1, Nodes = 2)]
public sealed partial class ErSde3Published
{
    double NoiseScale(double rho) => rho * (Math.Exp(Math.Pow(rho, 0.3)) + 10);
}
