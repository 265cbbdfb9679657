namespace ItoSharp;

/// <summary>
/// DEIS in log-SNR: three nodes of noise predictions, interpolated in lambda (the "deis" multistep of the diffusers library with
/// order 3; UniP-3 in noise form without its halved weight).
/// </summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), section 3.</remarks>
[ExponentialMultistep(Order = 3, Predict = Prediction.Noise, Clock = Clock.Lambda, History = 3, Start = typeof(DeisLambdaAB1))]
public sealed partial class DeisLambdaAB2;
