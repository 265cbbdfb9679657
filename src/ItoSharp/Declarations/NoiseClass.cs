namespace ItoSharp;

/// <summary>What is known of the noise of an equation; a stochastic method has an order for each class.</summary>
public enum NoiseClass
{
    /// <summary>The noise depends on time only.</summary>
    Additive,

    /// <summary>Noise k drives state k only, and depends on time and that state.</summary>
    Diagonal,

    /// <summary>One noise drives all states.</summary>
    Scalar,

    /// <summary>The noises commute: <c>g_k' g_l = g_l' g_k</c> for all pairs.</summary>
    Commutative,

    /// <summary>Nothing is known.</summary>
    General,
}
