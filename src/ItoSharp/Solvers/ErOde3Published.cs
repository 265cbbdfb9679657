namespace ItoSharp;

/// <summary>ER-SDE-Solver-3 with phi(rho) = rho, its ODE: as published, with an uncorrected first derivative, so order 2.</summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), algorithm 3.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Data, Clock = Clock.Rho, History = 3, Start = typeof(ErOde2))]
[DerivativeEstimate(1, Nodes = 2)]
public sealed partial class ErOde3Published;
