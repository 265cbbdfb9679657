namespace ItoSharp;

/// <summary>DPM-Solver++(2M), the midpoint form: two nodes of data predictions in log-SNR.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver++" (2022), algorithm 2.</remarks>
[ExponentialMultistep(
    Order = 2,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 2,
    Weight = DifferenceWeight.HalfExponential,
    Start = typeof(Ddim)
)]
public sealed partial class DpmSolverPP2M;
