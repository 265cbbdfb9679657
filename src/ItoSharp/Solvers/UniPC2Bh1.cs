namespace ItoSharp;

/// <summary>UniPC-2 with B1(h) = h: predictor through 2 nodes, corrector through 3, one evaluation a step.</summary>
/// <remarks>Zhao, Bai, Rao, Zhou and Lu, "UniPC" (NeurIPS 2023), algorithm 1 (data prediction, bh1).</remarks>
[ExponentialMultistep(
    Order = 3,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 2,
    Corrector = 3,
    Weight = DifferenceWeight.HalfStep
)]
public sealed partial class UniPC2Bh1;
