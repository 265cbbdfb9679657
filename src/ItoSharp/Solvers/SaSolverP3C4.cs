namespace ItoSharp;

/// <summary>SA-Solver, three-step predictor, corrector through four nodes (the new one included), one evaluation a step.</summary>
/// <remarks>Xue, Yi, Luo, Zhang, Sun, Li and Ma, "SA-Solver" (NeurIPS 2023), algorithm 1; tau is constant on a step.</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Order = 4, Predict = Prediction.Data, History = 3, Corrector = 4, Noise = Stochasticity.Tau)]
public sealed partial record SaSolverP3C4(double Tau = 1);
