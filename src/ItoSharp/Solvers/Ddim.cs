namespace ItoSharp;

/// <summary>
/// DDIM(eta): the one-node step in data form. eta = 0 is the probability-flow ODE (DPM-Solver-1, DPM-Solver++-1, Euler on rectified
/// flow: all the same step), eta = 1 the DDPM posterior.
/// </summary>
/// <remarks>Song, Meng and Ermon, "Denoising Diffusion Implicit Models" (ICLR 2021), equation 12.</remarks>
/// <param name="Eta">The noise level, in [0, 1].</param>
[ExponentialMultistep(Order = 1, Predict = Prediction.Data, History = 1, Noise = Stochasticity.Eta)]
public sealed partial record Ddim(double Eta = 0);
