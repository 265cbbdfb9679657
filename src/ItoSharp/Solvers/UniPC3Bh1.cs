namespace ItoSharp;

/// <summary>
/// UniPC-3 with B1(h) = h: predictor through three nodes, corrector through four, one evaluation a step. With so many nodes both
/// of its B(h) are the same method; they differ in its first two steps.
/// </summary>
/// <remarks>Zhao, Bai, Rao, Zhou and Lu, "UniPC" (NeurIPS 2023), algorithm 1 (data prediction, bh1).</remarks>
[ExponentialMultistep(
    Order = 4,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 3,
    Corrector = 4,
    Weight = DifferenceWeight.HalfStep
)]
public sealed partial class UniPC3Bh1;
