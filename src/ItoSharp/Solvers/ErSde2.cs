namespace ItoSharp;

/// <summary>
/// ER-SDE-Solver-2 with the authors' preferred noise scale ("SDE 5"): two data predictions, interpolated in rho = sigma/alpha. The published
/// code sums its integrals over 100 end points, which makes it first order on fine grids; here they are exact to rounding.
/// </summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), algorithm 2. phi(rho) = rho (exp(rho^0.3) + 10).</remarks>
[ExponentialMultistep(
    Order = 2,
    Predict = Prediction.Data,
    Clock = Clock.Rho,
    History = 2,
    Noise = Stochasticity.Scale,
    Start = typeof(ErSde1)
)]
public sealed partial class ErSde2
{
    double NoiseScale(double rho) => rho * (Math.Exp(Math.Pow(rho, 0.3)) + 10);
}
