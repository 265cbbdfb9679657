namespace ItoSharp;

/// <summary>DPM-Solver++(2M) with the exact weight of the difference ("heun" or "taylor" in its code; SA-Solver's P2C0 without noise).</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver++" (2022), algorithm 2.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Data, Clock = Clock.Lambda, History = 2, Start = typeof(Ddim))]
public sealed partial class DpmSolverPP2MTaylor;
