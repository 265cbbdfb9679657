namespace ItoSharp;

/// <summary>
/// Declares an explicit Runge-Kutta method that takes the linear part of the probability-flow ODE exactly. The tableau is text as
/// in the textbook, read exactly: rows <c>c | a...</c>, a line of dashes, and the weights.
/// </summary>
/// <remarks>
/// <para>
/// In <see cref="Clock.Rho"/> it is a classical tableau, entries as in <see cref="ButcherTableauAttribute"/>, on
/// <c>d(x/alpha)/drho = eps</c> (rhoRK of DEIS; EDM's Heun is its two-stage member).
/// </para>
/// <para>
/// In <see cref="Clock.Lambda"/> it is an exponential tableau as Hochbruck and Ostermann write them (Acta Numerica 2010, section
/// 2.3): entries are multiples of phi-functions such as <c>1/2 phi1</c> or <c>2/3 phi1 - 4/3 phi2</c>, or <c>0</c>; in row i phi_k
/// stands for phi_k(c_i z), in the weights for phi_k(z). z is <c>h = lambda_t - lambda_s</c> in noise form
/// (<c>w' = w - eps</c> for <c>w = x/sigma</c>) and <c>-h</c> in data form (<c>y' = -y + D</c> for <c>y = x/alpha</c>). A sign with
/// white space before but not behind it begins the next entry: <c>phi1 - phi2</c> is one entry, <c>phi1 -phi2</c> are two.
/// </para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExponentialRungeKuttaAttribute : Attribute
{
    /// <summary>The declared order; 0: no claim, the derived order is documented.</summary>
    public int Order { get; set; }

    /// <summary>The variable in which the stages lie at s + c (t - s): Rho or Lambda.</summary>
    public Clock Clock { get; set; } = Clock.Rho;

    /// <summary>The form of the predictions that the stages combine: Noise, or in Clock.Lambda also Data.</summary>
    public Prediction Predict { get; set; } = Prediction.Noise;

    /// <summary>As in <see cref="ExponentialMultistepAttribute.Churn"/>.</summary>
    public bool Churn { get; set; }

    /// <summary>The tableau.</summary>
    public string Tableau { get; set; } = "";
}
