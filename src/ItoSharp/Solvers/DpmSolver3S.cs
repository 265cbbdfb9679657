namespace ItoSharp;

/// <summary>DPM-Solver-3, singlestep with r1 = 1/3, r2 = 2/3. Third order needs r2 = 2/3.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver" (NeurIPS 2022), algorithm 2.</remarks>
[ExponentialRungeKutta(
    Order = 3,
    Clock = Clock.Lambda,
    Predict = Prediction.Noise,
    Tableau = """
        0   |
        1/3 | 1/3 phi1
        2/3 | 2/3 phi1 - 4/3 phi2   4/3 phi2
        ----+------------------------------------------
            | phi1 - 3/2 phi2       0          3/2 phi2
        """
)]
public sealed partial class DpmSolver3S;
