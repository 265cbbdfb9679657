namespace ItoSharp;

/// <summary>
/// DEIS tAB-3: four nodes of noise predictions, interpolated in the process's time. The published code sums the
/// coefficients' integrals over 10,000 left end points, which floors the error; here they are exact to rounding.
/// </summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), section 3.</remarks>
[ExponentialMultistep(Order = 4, Predict = Prediction.Noise, Clock = Clock.Time, History = 4, Start = typeof(DeisTAB2))]
public sealed partial class DeisTAB3;
