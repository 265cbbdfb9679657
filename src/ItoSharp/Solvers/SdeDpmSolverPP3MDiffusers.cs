namespace ItoSharp;

/// <summary>
/// SDE-DPM-Solver++(3M) as diffusers has it: besides the missing factor of two, a constant of the second derivative's weight has the
/// wrong sign (-1/2 for +1/2). The weight then does not vanish with the step, so errors of the history come back undamped, and the
/// method need not converge: it has no order. Kept to reproduce its results.
/// </summary>
/// <remarks>Lu et al., "DPM-Solver++" (2022), section 5; diffusers' scheduling_dpmsolver_multistep, sde-dpmsolver++ with solver_order 3.</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(Predict = Prediction.Data, History = 3, Noise = Stochasticity.Tau, Start = typeof(DpmSolverPP2MTaylor))]
[DerivativeEstimate(2, Factor = "1/2", Offset = "-1")]
public sealed partial record SdeDpmSolverPP3MDiffusers(double Tau = 1);
