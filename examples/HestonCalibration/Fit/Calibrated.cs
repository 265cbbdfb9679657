using HestonCalibration.Model;

namespace HestonCalibration.Fit;

/// <summary>What was found.</summary>
/// <param name="Smiles">The simulated model where the search ended.</param>
/// <param name="Parameters">The parameters, corrected for the time step.</param>
/// <param name="Errors">Their standard errors: quotes, paths, and the paths of the correction.</param>
/// <param name="QuoteErrors">What the quotes alone leave of those, had the model exact prices.</param>
/// <param name="ErrorsOff">How far the errors from simulated derivatives are from those of exact ones, as a fraction.</param>
/// <param name="Corrections">What was added for the time step.</param>
/// <param name="Scatter">How the paths scatter the volatilities.</param>
/// <param name="StepError">What the time step does to them.</param>
/// <param name="ChiSquare">The weighted sum of squares that is left.</param>
/// <param name="Evaluations">How often the model was simulated with its gradients.</param>
internal sealed record Calibrated(
    Smiles Smiles,
    Parameters Parameters,
    double[] Errors,
    double[] QuoteErrors,
    double[] ErrorsOff,
    double[] Corrections,
    Estimates Scatter,
    Estimates StepError,
    double ChiSquare,
    int Evaluations
)
{
    /// <summary>How many standard errors each parameter lies above the truth.</summary>
    public double[] Off(Parameters truth) => [.. Parameters.Values.Select((value, p) => (value - truth.Values[p]) / Errors[p])];
}
