namespace ItoSharp;

/// <summary>DPM-Solver-1: one node of noise predictions in log-SNR. The same step as DDIM without noise.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver" (NeurIPS 2022), equation 3.7.</remarks>
[ExponentialMultistep(Order = 1, Predict = Prediction.Noise, Clock = Clock.Lambda, History = 1)]
public sealed partial class DpmSolver1;
