namespace ItoSharp;

/// <summary>What was proven of a stochastic method at build time: one order for each class of noise, never a single number.</summary>
/// <param name="Deterministic">The order without noise.</param>
/// <param name="Additive">For noise that depends on time only.</param>
/// <param name="Diagonal">For noises that drive one state each.</param>
/// <param name="Scalar">For a single noise.</param>
/// <param name="Commutative">For noises that commute.</param>
/// <param name="General">For any noise.</param>
/// <param name="Residual">
/// The largest difference of the two sides of a condition that the tableau's rounded decimals fulfil; 0 for exact numbers.
/// </param>
public sealed record StochasticOrders(
    int Deterministic,
    ClassOrder Additive,
    ClassOrder Diagonal,
    ClassOrder Scalar,
    ClassOrder Commutative,
    ClassOrder General,
    double Residual
)
{
    /// <summary>The orders for a class of noise.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enum's.</exception>
    public ClassOrder Of(NoiseClass noise) =>
        noise switch
        {
            NoiseClass.Additive => Additive,
            NoiseClass.Diagonal => Diagonal,
            NoiseClass.Scalar => Scalar,
            NoiseClass.Commutative => Commutative,
            NoiseClass.General => General,
            _ => throw new ArgumentOutOfRangeException(nameof(noise), noise, "The value is none of NoiseClass."),
        };
}
