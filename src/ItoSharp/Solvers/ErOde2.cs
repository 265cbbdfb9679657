namespace ItoSharp;

/// <summary>ER-SDE-Solver-2 with phi(rho) = rho, its ODE.</summary>
/// <remarks>Cui, Zhang, Zhou, Liao, Yan, Wang and Chen, "Elucidating the solution space of extended reverse-time SDE" (2023), algorithm 2.</remarks>
[ExponentialMultistep(Order = 2, Predict = Prediction.Data, Clock = Clock.Rho, History = 2, Start = typeof(Ddim))]
public sealed partial class ErOde2;
