namespace ItoSharp;

/// <summary>DPM-Solver's multistep second order in noise form, with half of exp(h) - 1 as the weight of the difference.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver" (NeurIPS 2022), multistep variants of its code.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Noise, History = 2, Weight = DifferenceWeight.HalfExponential, Start = typeof(Ddim))]
public sealed partial class DpmSolver2M;
