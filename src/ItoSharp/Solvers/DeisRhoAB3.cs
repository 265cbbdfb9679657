namespace ItoSharp;

/// <summary>DEIS rhoAB-3: four nodes of noise predictions, interpolated in rho = sigma/alpha.</summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), section 3.</remarks>
[ExponentialMultistep(Order = 4, Predict = Prediction.Noise, Clock = Clock.Rho, History = 4, Start = typeof(DeisRhoAB2))]
public sealed partial class DeisRhoAB3;
