namespace ItoSharp;

/// <summary>DPM-Solver-2, singlestep with r1 = 1/2: the exponential midpoint rule on noise predictions (k-diffusion: sample_dpm_2).</summary>
/// <remarks>Lu, Zhou, Bao, Chen, Li and Zhu, "DPM-Solver" (NeurIPS 2022), algorithm 1.</remarks>
[ExponentialRungeKutta(
    Order = 2,
    Clock = Clock.Lambda,
    Predict = Prediction.Noise,
    Tableau = """
        0   |
        1/2 | 1/2 phi1
        ----+----------------
            | 0         phi1
        """
)]
public sealed partial class DpmSolver2S;
