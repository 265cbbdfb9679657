namespace ItoSharp;

/// <summary>SA-Solver, two-step predictor, corrector through three nodes (the new one included), one evaluation a step.</summary>
/// <remarks>Xue, Yi, Luo, Zhang, Sun, Li and Ma, "SA-Solver" (NeurIPS 2023), algorithm 1; tau is constant on a step.</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Order = 3, Predict = Prediction.Data, History = 2, Corrector = 3, Noise = Stochasticity.Tau)]
public sealed partial record SaSolverP2C3(double Tau = 1);
