namespace ItoSharp;

/// <summary>
/// ER-SDE-Solver-3 with the authors' preferred noise scale ("SDE 5"): three data predictions, interpolated in rho = sigma/alpha. The published
/// code sums its integrals over 100 end points, which makes it first order on fine grids; here they are exact to rounding. The published formula also estimates its first derivative from two nodes: <see cref="ErSde3Published"/>.
/// </summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), algorithm 3. phi(rho) = rho (exp(rho^0.3) + 10).</remarks>
[ExponentialMultistep(
    Order = 3,
    Predict = Prediction.Data,
    Clock = Clock.Rho,
    History = 3,
    Noise = Stochasticity.Scale,
    Start = typeof(ErSde2)
)]
public sealed partial class ErSde3
{
    double NoiseScale(double rho) => rho * (Math.Exp(Math.Pow(rho, 0.3)) + 10);
}
