namespace ItoSharp;

/// <summary>
/// ER-SDE-Solver-3 as released: the first derivative is the plain backward difference, and the integrals are left Riemann sums of 100
/// terms, so that it is of first order on fine grids. <see cref="ErSde3"/> mends both.
/// </summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), er_sde_solver.py. phi(rho) = rho (exp(rho^0.3) + 10).</remarks>
[ExponentialMultistep(
    Order = 1,
    Predict = Prediction.Data,
    Clock = Clock.Rho,
    History = 3,
    Noise = Stochasticity.Scale,
    LeftSums = 100,
    Start = typeof(ErSde2LeftSums)
)]
[DerivativeEstimate(1, Nodes = 2)]
public sealed partial class ErSde3LeftSums
{
    double NoiseScale(double rho) => rho * (Math.Exp(Math.Pow(rho, 0.3)) + 10);
}
