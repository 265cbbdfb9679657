namespace ItoSharp;

/// <summary>
/// Says how an <see cref="ExponentialMultistepAttribute"/> plan estimates one derivative of its predictions, where that is not the
/// derivative of its interpolation polynomial: several published multistep methods deviate so, which costs them an order that the
/// generator then derives.
/// </summary>
/// <remarks>
/// The step is <c>sum_n (M_n / n!) h^n m^(n)</c> with the moments M_n of its weight; this attribute replaces the n-th term by
/// <c>Factor (M_n / n! + Offset alpha_t) h^n m^(n)</c>, where <c>m^(n)</c> is that of the polynomial through the newest Nodes.
/// </remarks>
/// <param name="derivative">n, from 1 to History - 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DerivativeEstimateAttribute(int derivative) : Attribute
{
    /// <summary>n.</summary>
    public int Derivative => derivative;

    /// <summary>The newest predictions it is estimated from, n + 1 to History; 0: all of the history.</summary>
    public int Nodes { get; set; }

    /// <summary>What it is multiplied by: an integer, a fraction or a decimal.</summary>
    public string Factor { get; set; } = "1";

    /// <summary>What is added to its weight, in units of alpha_t; data predictions only.</summary>
    public string Offset { get; set; } = "0";
}
