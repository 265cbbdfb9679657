namespace ItoSharp;

/// <summary>Euler and Maruyama's method with the drift term <c>f h / (1 + h |f|)</c>: strong order 1/2 for drifts that are only one-sided Lipschitz.</summary>
/// <remarks>
/// Hutzenthaler, Jentzen and Kloeden, "Strong convergence of an explicit numerical method for SDEs with nonglobally Lipschitz continuous
/// coefficients" (Ann. Appl. Probab. 22, 2012).
/// </remarks>
[StochasticTaylor(Interpretation.Ito, Tamed = true)]
public sealed class TamedEuler;
