namespace ItoSharp;

/// <summary>DEIS rhoAB-1: two nodes of noise predictions, interpolated in rho = sigma/alpha.</summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), section 3.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Noise, Clock = Clock.Rho, History = 2, Start = typeof(Ddim))]
public sealed partial class DeisRhoAB1;
