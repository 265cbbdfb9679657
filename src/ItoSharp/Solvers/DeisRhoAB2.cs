namespace ItoSharp;

/// <summary>
/// DEIS rhoAB-2: three nodes of noise predictions, interpolated in rho = sigma/alpha. Third order with exact start values; the
/// first-order start leaves an error of second order.
/// </summary>
/// <remarks>Zhang and Chen, "Fast Sampling of Diffusion Models with Exponential Integrator" (ICLR 2023), section 3.</remarks>
[ExponentialMultistep(Order = 3, Predict = Prediction.Noise, Clock = Clock.Rho, History = 3, Start = typeof(DeisRhoAB1))]
public sealed partial class DeisRhoAB2;
