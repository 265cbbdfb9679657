namespace ItoSharp;

/// <summary>
/// Declares a multistep exponential integrator of the reverse family on a sealed partial class or record:
/// <c>x_t = A x_s + sum_j c_j m_(s-j) + nu z</c>, where the history of predictions m is interpolated by the Lagrange
/// polynomial through <see cref="History"/> nodes in the <see cref="Clock"/> and integrated exactly.
/// </summary>
/// <remarks>
/// <see cref="Stochasticity.Tau"/> asks the type for a member <c>double Tau(double t)</c> or a double property <c>Tau</c>,
/// <see cref="Stochasticity.Eta"/> for a double property <c>Eta</c>: run-time values of the solver's instance.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExponentialMultistepAttribute : Attribute
{
    /// <summary>The declared global order with exact start values; 0: no claim, the derived order is documented.</summary>
    public int Order { get; set; }

    /// <summary>The form m of the prediction that is interpolated: <see cref="Prediction.Data"/> or <see cref="Prediction.Noise"/>.</summary>
    public Prediction Predict { get; set; } = Prediction.Data;

    /// <summary>The interpolation variable: Lambda for data, Lambda or Rho for noise.</summary>
    public Clock Clock { get; set; }

    /// <summary>The number of past predictions the predictor interpolates, the current one included; 1 to 4.</summary>
    public int History { get; set; } = 1;

    /// <summary>
    /// The number of nodes of the corrector's polynomial, the new one included (UniPC, SA-Solver; one evaluation a step, the
    /// prediction at the predicted state is kept); 0: no corrector. The last step is never corrected.
    /// </summary>
    public int Corrector { get; set; }

    /// <summary>The weight of the first difference in two-node formulas.</summary>
    public DifferenceWeight Weight { get; set; }

    /// <summary>The noise law.</summary>
    public Stochasticity Noise { get; set; }

    /// <summary>
    /// The plan that takes the steps for which the history is too short: a plan with a shorter history (which may itself name
    /// a starter), or a deterministic Runge-Kutta plan on predictions of the same form. Null: this plan with the history there is.
    /// </summary>
    public Type? Start { get; set; }
}
