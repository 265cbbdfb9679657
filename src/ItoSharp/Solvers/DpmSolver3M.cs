namespace ItoSharp;

/// <summary>DPM-Solver's multistep third order in noise form, corrected: the polynomial through three nodes, integrated exactly.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver" (NeurIPS 2022), multistep variants of its code.</remarks>
[ExponentialMultistep(Order = 3, Predict = Prediction.Noise, History = 3, Start = typeof(DeisLambdaAB1))]
public sealed partial class DpmSolver3M;
