namespace ItoSharp;

/// <summary>SDE-DPM-Solver++(3M) as k-diffusion has it: the second derivative lacks a factor of two, so its limit without noise has order 2.</summary>
/// <remarks>Lu et al., "DPM-Solver++" (2022), section 5; k-diffusion's sample_dpmpp_3m_sde.</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Order = 2, Predict = Prediction.Data, History = 3, Noise = Stochasticity.Tau, Start = typeof(DpmSolverPP2MTaylor))]
[DerivativeEstimate(2, Factor = "1/2")]
public sealed partial record SdeDpmSolverPP3MKDiffusion(double Tau = 1);
