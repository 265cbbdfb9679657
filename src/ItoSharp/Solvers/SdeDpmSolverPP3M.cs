namespace ItoSharp;

/// <summary>SDE-DPM-Solver++(3M) corrected: three data predictions, integrated exactly. Third order without noise, weak order 2 with it.</summary>
/// <remarks>Lu et al., "DPM-Solver++" (2022), section 5; factor of the second derivative corrected.</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Order = 3, Predict = Prediction.Data, History = 3, Noise = Stochasticity.Tau, Start = typeof(DpmSolverPP2MTaylor))]
public sealed partial record SdeDpmSolverPP3M(double Tau = 1);
