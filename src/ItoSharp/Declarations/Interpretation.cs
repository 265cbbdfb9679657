namespace ItoSharp;

/// <summary>What a stochastic integral means. It belongs to the equation; a method follows one of the two.</summary>
public enum Interpretation
{
    /// <summary>Ito's integral: the integrand is taken at the left end.</summary>
    Ito,

    /// <summary>Stratonovich's integral: the ordinary chain rule holds.</summary>
    Stratonovich,
}
