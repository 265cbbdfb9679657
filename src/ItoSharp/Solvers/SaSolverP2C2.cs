namespace ItoSharp;

/// <summary>
/// SA-Solver, two-step stochastic Adams predictor and corrector through two nodes (the new one included), one evaluation a step.
/// </summary>
/// <remarks>Xue, Yi, Luo, Zhang, Sun, Li and Ma, "SA-Solver" (NeurIPS 2023), algorithm 1; tau is constant on a step.</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Order = 2, Predict = Prediction.Data, Clock = Clock.Lambda, History = 2, Corrector = 2, Noise = Stochasticity.Tau)]
public sealed partial record SaSolverP2C2(double Tau = 1);
