namespace ItoSharp;

/// <summary>DPM-Solver++(2S) with r1 = 1/2: the exponential midpoint rule on data predictions.</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver++" (2022), algorithm 1.</remarks>
[ExponentialRungeKutta(
    Order = 2,
    Clock = Clock.Lambda,
    Predict = Prediction.Data,
    Tableau = """
        0   |
        1/2 | 1/2 phi1
        ----+----------------
            | 0         phi1
        """
)]
public sealed partial class DpmSolverPP2S;
