namespace ItoSharp;

/// <summary>SDE-DPM-Solver++(2M), the midpoint form, on the reverse SDE of level tau.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver++" (2022), section 5 (tau = 1 there; "eta" of k-diffusion is tau^2).</remarks>
/// <param name="Tau">The noise level: 0 is the probability-flow ODE, 1 the reverse SDE.</param>
[ExponentialMultistep(
    Order = 2,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 2,
    Weight = DifferenceWeight.HalfExponential,
    Noise = Stochasticity.Tau,
    Start = typeof(Ddim)
)]
public sealed partial record SdeDpmSolverPP2M(double Tau = 1);
