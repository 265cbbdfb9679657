namespace ItoSharp;

/// <summary>UniPC-1 with B2(h) = exp(h) - 1: predictor through 1 node, corrector through 2, one evaluation a step.</summary>
/// <remarks>Zhao, Bai, Rao, Zhou and Lu, "UniPC" (NeurIPS 2023), algorithm 1 (data prediction, bh2).</remarks>
[ExponentialMultistep(
    Order = 2,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 1,
    Corrector = 2,
    Weight = DifferenceWeight.HalfExponential
)]
public sealed partial class UniPC1;
