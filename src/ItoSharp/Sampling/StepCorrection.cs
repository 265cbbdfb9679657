namespace ItoSharp;

/// <summary>
/// The correction of the step before, done by itself before a step into whose row it cannot be folded: a step of another method, which
/// combines predictions of the other form, is a Runge-Kutta step, or has no update for so many predictions.
/// </summary>
/// <param name="Form">The form of the predictions that it weighs: that of the step before.</param>
/// <param name="Nodes">The corrector's nodes, the new one included.</param>
/// <param name="History">The history of the step whose result it mends.</param>
/// <param name="Weights"><c>x += sum_j d_j m_(n-j)</c>, the newest prediction first.</param>
internal sealed record StepCorrection(Prediction Form, int Nodes, int History, double[] Weights)
{
    /// <summary>The coefficient of the mean: data predictions are in the coordinates of x, not of x - mu.</summary>
    public double MeanWeight => Form == Prediction.Data ? -Weights.Sum() : 0;
}
