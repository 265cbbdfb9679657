namespace ItoSharp;

/// <summary>
/// DPM-Solver++(3M) corrected: the polynomial through three data predictions, integrated exactly (UniP-3, SA-Solver's P3C0 without
/// noise). The published formula has half the second derivative: <see cref="DpmSolverPP3MPublished"/>.
/// </summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver++" (2022), appendix; factor of the second derivative corrected.</remarks>
[ExponentialMultistep(Order = 3, Predict = Prediction.Data, Clock = Clock.Lambda, History = 3, Start = typeof(DpmSolverPP2MTaylor))]
public sealed partial class DpmSolverPP3M;
