namespace ItoSharp;

/// <summary>
/// UniPC-2 with B2(h): the predictor of DPM-Solver++(2M), mended by a corrector through the new node. The prediction at the
/// predicted state is kept, so a step costs one evaluation; the last step is not corrected.
/// </summary>
/// <remarks>Zhao, Bai, Rao, Zhou and Lu, "UniPC" (NeurIPS 2023), algorithm 1 (data prediction, bh2).</remarks>
[ExponentialMultistep(
    Order = 3,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 2,
    Corrector = 3,
    Weight = DifferenceWeight.HalfExponential
)]
public sealed partial class UniPC2;
