namespace ItoSharp;

/// <summary>ER-SDE-Solver-3 with phi(rho) = rho, its ODE.</summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), algorithm 3.</remarks>
[ExponentialMultistep(Order = 3, Predict = Prediction.Data, Clock = Clock.Rho, History = 3, Start = typeof(ErOde2))]
public sealed partial class ErOde3;
