namespace ItoSharp;

/// <summary>
/// ER-SDE-Solver-2 as released: its integrals are left Riemann sums of 100 terms, so that it is of first order on fine grids.
/// <see cref="ErSde2"/> has them exactly.
/// </summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), er_sde_solver.py. phi(rho) = rho (exp(rho^0.3) + 10).</remarks>
[ExponentialMultistep(
    Order = 1,
    Predict = Prediction.Data,
    Clock = Clock.Rho,
    History = 2,
    Noise = Stochasticity.Scale,
    LeftSums = 100,
    Start = typeof(ErSde1)
)]
public sealed partial class ErSde2LeftSums
{
    double NoiseScale(double rho) => rho * (Math.Exp(Math.Pow(rho, 0.3)) + 10);
}
