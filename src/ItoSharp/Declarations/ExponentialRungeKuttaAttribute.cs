namespace ItoSharp;

/// <summary>
/// Declares an explicit Runge-Kutta method on <c>d(x/alpha)/drho = eps</c> (rhoRK of DEIS; EDM's Heun is its two-stage member).
/// The tableau is text as in the textbook, read exactly: rows <c>c | a...</c>, a line of dashes, and the weights.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExponentialRungeKuttaAttribute : Attribute
{
    /// <summary>The declared order; 0: no claim, the derived order is documented.</summary>
    public int Order { get; set; }

    /// <summary>As in <see cref="ExponentialMultistepAttribute.Churn"/>.</summary>
    public bool Churn { get; set; }

    /// <summary>The Butcher tableau; entries are integers, fractions or decimals.</summary>
    public string Tableau { get; set; } = "";
}
