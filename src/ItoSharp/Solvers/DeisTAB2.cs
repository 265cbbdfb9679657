namespace ItoSharp;

/// <summary>
/// DEIS tAB-2: three nodes of noise predictions, interpolated in the process's time. The published code sums the
/// coefficients' integrals over 10,000 left end points, which floors the error; here they are exact to rounding.
/// </summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), section 3.</remarks>
[ExponentialMultistep(Order = 3, Predict = Prediction.Noise, Clock = Clock.Time, History = 3, Start = typeof(DeisTAB1))]
public sealed partial class DeisTAB2;
