namespace ItoSharp;

/// <summary>
/// DPM-Solver++(3M) as its code, diffusers and k-diffusion have it: the second derivative lacks a factor of two, so the order is 2.
/// At ten steps or so it is often more accurate than the corrected <see cref="DpmSolverPP3M"/>.
/// </summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver++" (2022), multistep_dpm_solver_third_update of its code.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Data, Clock = Clock.Lambda, History = 3, Start = typeof(DpmSolverPP2MTaylor))]
[DerivativeEstimate(2, Factor = "1/2")]
public sealed partial class DpmSolverPP3MPublished;
