namespace ItoSharp;

/// <summary>SDE-DPM-Solver++(1): the one-node step in data form; at tau = 1 the DDPM posterior.</summary>
/// <remarks>Lu et al., "DPM-Solver++" (2022), section 5 (tau = 1 there).</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Order = 1, Predict = Prediction.Data, History = 1, Noise = Stochasticity.Tau)]
public sealed partial record SdeDpmSolverPP1(double Tau = 1);
