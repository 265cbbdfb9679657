namespace ItoSharp;

/// <summary>
/// iPNDM_v of diff-sampler with three nodes, as released: misplaced brackets in the weight of the second difference, which keeps third
/// order on smooth grids only. <see cref="DeisRhoAB2"/> is what it means to be.
/// </summary>
/// <remarks>Zhou, Chen, Wang and Chen, "Fast ODE-based Sampling for Diffusion Models in Around 5 Steps" (CVPR 2024), diff-sampler, solvers.py, order 3.</remarks>
[ExponentialMultistep(
    Order = 3,
    Predict = Prediction.Noise,
    Clock = Clock.Rho,
    History = 3,
    Weight = DifferenceWeight.Regrouped,
    Start = typeof(DeisRhoAB1)
)]
public sealed partial class IpndmV3;
