namespace ItoSharp;

/// <summary>
/// Declares an explicit Runge-Kutta method on the equation of x itself: the probability-flow ODE
/// <c>dx/dt = sigma'/sigma x + (alpha' - alpha sigma'/sigma) D</c>, in t or lambda. One stage is Euler's step and, with
/// <see cref="Stochasticity.Tau"/>, Euler's and Maruyama's on the reverse SDE.
/// </summary>
/// <remarks>
/// The linear part is not integrated exactly as by <see cref="ExponentialRungeKuttaAttribute"/>, which usually costs accuracy at
/// equal steps. <see cref="Stochasticity.Tau"/> asks the type for a member <c>double Tau(double t)</c> or a double property
/// <c>Tau</c>; it goes with one stage, of strong and weak order 1.
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RungeKuttaAttribute : Attribute
{
    /// <summary>The declared order; 0: no claim, the derived order is documented.</summary>
    public int Order { get; set; }

    /// <summary>The variable of integration: Time or Lambda.</summary>
    public Clock Clock { get; set; } = Clock.Time;

    /// <summary>The Butcher tableau; entries as in <see cref="ButcherTableauAttribute"/>.</summary>
    public string Tableau { get; set; } = "";

    /// <summary>As in <see cref="ExponentialMultistepAttribute.Churn"/>; for plans without noise of their own.</summary>
    public bool Churn { get; set; }

    /// <summary>The noise law: None, or Tau with a tableau of one stage.</summary>
    public Stochasticity Noise { get; set; }
}
