namespace ItoSharp;

/// <summary>
/// DEIS in log-SNR: two nodes of noise predictions, interpolated in lambda (the "deis" multistep of the diffusers library with
/// order 2; UniP-2 in noise form without its halved weight).
/// </summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), section 3.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Noise, Clock = Clock.Lambda, History = 2, Start = typeof(Ddim))]
public sealed partial class DeisLambdaAB1;
