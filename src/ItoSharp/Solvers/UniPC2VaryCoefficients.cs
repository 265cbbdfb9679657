namespace ItoSharp;

/// <summary>
/// UniPC-2 with variant "vary_coeff" as its code has it: the corrector drops terms of the inverse matrix, which leaves order 1. The
/// full sum is <see cref="UniPC2"/>'s corrector with exact weights.
/// </summary>
/// <remarks>Zhao et al., "UniPC" (NeurIPS 2023), multistep_uni_pc_vary_update of its code.</remarks>
[ExponentialMultistep(
    Order = 1,
    Predict = Prediction.Data,
    Clock = Clock.Lambda,
    History = 2,
    Corrector = 3,
    Weight = DifferenceWeight.Truncated
)]
public sealed partial class UniPC2VaryCoefficients;
