namespace ItoSharp;

/// <summary>
/// iPNDM_v of diff-sampler with four nodes, as released: misplaced brackets and one sign in the weights of the higher differences, and
/// weights that do not add up to one where the ratio of steps changes. Second order on smooth grids, third on geometric ones;
/// <see cref="DeisRhoAB3"/> is what it means to be.
/// </summary>
/// <remarks>Zhou, Chen, Wang and Chen, "Fast ODE-based Sampling for Diffusion Models in Around 5 Steps" (CVPR 2024), diff-sampler, solvers.py, order 4.</remarks>
[ExponentialMultistep(
    Order = 2,
    Predict = Prediction.Noise,
    Clock = Clock.Rho,
    History = 4,
    Weight = DifferenceWeight.Regrouped,
    Start = typeof(IpndmV3)
)]
public sealed partial class IpndmV4;
