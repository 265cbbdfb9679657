namespace ItoSharp;

/// <summary>DPM-Solver-2, singlestep with r1 = 1/2, in its "taylor" form: the difference of predictions weighed exactly.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver" (NeurIPS 2022), appendix B.2; solver_type = "taylor" of its code.</remarks>
[ExponentialRungeKutta(
    Order = 2,
    Clock = Clock.Lambda,
    Predict = Prediction.Noise,
    Tableau = """
        0   |
        1/2 | 1/2 phi1
        ----+-----------------------
            | phi1 - 2 phi2   2 phi2
        """
)]
public sealed partial class DpmSolver2STaylor;
