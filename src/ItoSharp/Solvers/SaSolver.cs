namespace ItoSharp;

/// <summary>
/// SA-Solver as its authors run it: three-step predictor, corrector through four nodes, and noise on a time interval only.
/// </summary>
/// <remarks>
/// Xue, Yi, Luo, Zhang, Sun, Li and Ma, "SA-Solver" (NeurIPS 2023), algorithm 1; tau is constant on a step, with its value at the
/// step's target time.
/// </remarks>
/// <param name="Tau1">tau inside the interval.</param>
/// <param name="From">The interval's end near the data, in units of t.</param>
/// <param name="To">The interval's end near the prior, in units of t.</param>
[ExponentialMultistep(Order = 4, Predict = Prediction.Data, History = 3, Corrector = 4, Noise = Stochasticity.Tau)]
public sealed partial record SaSolver(double Tau1 = 1, double From = 0.2, double To = 0.8)
{
    double Tau(double t) => t >= From && t <= To ? Tau1 : 0;
}
