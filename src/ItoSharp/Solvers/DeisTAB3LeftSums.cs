namespace ItoSharp;

/// <summary>
/// DEIS tAB-3 as released: the coefficients' integrals are left Riemann sums of 10,000 terms, so that it is of first order on very fine
/// grids. <see cref="DeisTAB3"/> has them exactly.
/// </summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), th_deis/multistep.py.</remarks>
[ExponentialMultistep(
    Order = 1,
    Predict = Prediction.Noise,
    Clock = Clock.Time,
    History = 4,
    LeftSums = 10000,
    Start = typeof(DeisTAB2LeftSums)
)]
public sealed partial class DeisTAB3LeftSums;
