namespace ItoSharp;

/// <summary>The splitting BAOAB of kinetic Langevin's equation: weak order 2, and positions sampled with an error of fourth order at high friction.</summary>
/// <remarks>
/// Leimkuhler and Matthews, "Rational construction of stochastic numerical methods for molecular sampling" (Appl. Math. Res. Express 2013).
/// </remarks>
[Splitting("B/2 A/2 O A/2 B/2")]
public sealed class Baoab;
