namespace ItoSharp;

/// <summary>
/// Declares a multistep exponential integrator of the reverse family on a sealed partial class or record:
/// <c>x_t = A x_s + sum_j c_j m_(s-j) + nu z</c>, where the history of predictions m is interpolated by the Lagrange
/// polynomial through <see cref="History"/> nodes in the <see cref="Clock"/> and integrated exactly.
/// </summary>
/// <remarks>
/// <see cref="Stochasticity.Tau"/> asks the type for a member <c>double Tau(double t)</c> or a double property <c>Tau</c>,
/// <see cref="Stochasticity.Eta"/> for a double property <c>Eta</c>, <see cref="Stochasticity.Scale"/> for a formula
/// <c>double NoiseScale(double rho)</c>, <see cref="Stochasticity.Posterior"/> for a member <c>double PosteriorVariance(double t)</c>:
/// run-time values of the solver's instance. Where a published method estimates a derivative of its history otherwise than by the
/// interpolation polynomial, a <see cref="DerivativeEstimateAttribute"/> beside this one says so.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExponentialMultistepAttribute : Attribute
{
    /// <summary>The declared global order with exact start values; 0: no claim, the derived order is documented.</summary>
    public int Order { get; set; }

    /// <summary>
    /// The declared global order with the starter, <see cref="Start"/> or the plan itself with the history there is; 0: no claim. It is
    /// proven like <see cref="Order"/>: a first step of order q leaves an error of size h^(q+1), which no later step removes.
    /// </summary>
    public int GlobalOrder { get; set; }

    /// <summary>The form m of the prediction that is interpolated: <see cref="Prediction.Data"/> or <see cref="Prediction.Noise"/>.</summary>
    public Prediction Predict { get; set; } = Prediction.Data;

    /// <summary>
    /// The interpolation variable: Lambda or Rho (the ER-SDE family) for data, Lambda, Rho or Time for noise. The weights of Time and
    /// of the ER-SDE family are integrated numerically when the sampler is made, to rounding.
    /// </summary>
    public Clock Clock { get; set; }

    /// <summary>The number of past predictions the predictor interpolates, the current one included; 1 to 4.</summary>
    public int History { get; set; } = 1;

    /// <summary>
    /// The number of nodes of the corrector's polynomial, the new one included (UniPC, SA-Solver; one evaluation a step, the
    /// prediction at the predicted state is kept); 0: no corrector. The last step is never corrected.
    /// </summary>
    public int Corrector { get; set; }

    /// <summary>
    /// With Clock.Time, or data predictions in Clock.Rho: the number of terms of a left Riemann sum that takes the place of each integral over a
    /// step of two or more nodes, as released code has it (DEIS 10000, ER-SDE 100); such a plan is of first order on fine grids. 0: the
    /// integrals are exact to rounding.
    /// </summary>
    public int LeftSums { get; set; }

    /// <summary>How the differences of the history are weighed.</summary>
    public DifferenceWeight Weight { get; set; }

    /// <summary>The noise law.</summary>
    public Stochasticity Noise { get; set; }

    /// <summary>
    /// Heavy ball (GHVB): the history holds the damped mean <c>v = (1 - beta) v + beta m</c> of the predictions, with beta the type's
    /// double property <c>Damping</c> in (0, 1]. Goes with <see cref="DifferenceWeight.Uniform"/>.
    /// </summary>
    public bool HeavyBall { get; set; }

    /// <summary>
    /// Before a step the state may go back towards noise, from rho to (1 + c) rho with c the type's
    /// <c>double Churn(double rho, int steps)</c> (EDM); an optional double property <c>ChurnNoise</c> scales the added noise. With
    /// History = 1 and no other noise only.
    /// </summary>
    public bool Churn { get; set; }

    /// <summary>
    /// The plan that takes the steps for which the history is too short: a plan with a shorter history (which may itself name
    /// a starter), or a deterministic Runge-Kutta plan on predictions of the same form. Null: this plan with the history there is.
    /// </summary>
    public Type? Start { get; set; }
}
