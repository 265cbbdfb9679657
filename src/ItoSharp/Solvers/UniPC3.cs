namespace ItoSharp;

/// <summary>UniPC-3 with B2(h) = exp(h) - 1: predictor through 3 nodes, corrector through 4, one evaluation a step. With three nodes and more both of its B(h) give this same method.</summary>
/// <remarks>Zhao, Bai, Rao, Zhou and Lu, "UniPC" (NeurIPS 2023), algorithm 1 (data prediction, bh1 and bh2).</remarks>
[ExponentialMultistep(
    Order = 4,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 3,
    Corrector = 4,
    Start = typeof(DpmSolverPP2M)
)]
public sealed partial class UniPC3;
