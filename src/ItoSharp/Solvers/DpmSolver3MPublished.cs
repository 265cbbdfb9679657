namespace ItoSharp;

/// <summary>DPM-Solver's multistep "third order" as its code has it: the second derivative lacks a factor of two, so the order is 2.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver" (NeurIPS 2022), multistep variants of its code.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Noise, History = 3, Start = typeof(DeisLambdaAB1))]
[DerivativeEstimate(2, Factor = "1/2")]
public sealed partial class DpmSolver3MPublished;
