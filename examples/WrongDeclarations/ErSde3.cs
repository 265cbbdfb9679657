// ITO0204: ER-SDE-Solver-3 keeps the backward difference as its first derivative: order 2, not 3.
using ItoSharp;

[ExponentialMultistep(
    Order = 3,
    Predict = Prediction.Data,
    Clock = Clock.Rho,
    History = 3,
    Noise = Stochasticity.Scale,
    Start = typeof(ErSde2)
)]
[DerivativeEstimate(1, Nodes = 2)]
public sealed partial class ErSde3AsPublished
{
    double NoiseScale(double rho) => rho * rho;
}
