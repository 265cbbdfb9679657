namespace ItoSharp;

/// <summary>SDE-DPM-Solver++(2M) with the exact weight of the difference ("heun" in k-diffusion; SA-Solver's P2C0).</summary>
/// <remarks>Lu et al., "DPM-Solver++" (2022), section 5; "eta" of k-diffusion is tau^2.</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Order = 2, Predict = Prediction.Data, History = 2, Noise = Stochasticity.Tau, Start = typeof(Ddim))]
public sealed partial record SdeDpmSolverPP2MTaylor(double Tau = 1);
