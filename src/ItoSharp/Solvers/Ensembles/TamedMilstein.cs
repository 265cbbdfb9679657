namespace ItoSharp;

/// <summary>Milstein's method with the drift term <c>f h / (1 + h |f|)</c>, for commutative noise.</summary>
/// <remarks>
/// Wang and Gan, "The tamed Milstein method for commutative stochastic differential equations with non-globally Lipschitz continuous
/// coefficients" (J. Differ. Equ. Appl. 19, 2013).
/// </remarks>
[StochasticTaylor(Interpretation.Ito, DoubleIntegrals = true, Tamed = true)]
public sealed class TamedMilstein;
