namespace ItoSharp;

/// <summary>Milstein's method with the equation's own derivatives, for commutative noise under Ito's integral; <see cref="ItoMilstein"/> needs none.</summary>
/// <remarks>Kloeden and Platen, "Numerical Solution of Stochastic Differential Equations" (1992), section 10.3.</remarks>
[StochasticTaylor(Interpretation.Ito, DoubleIntegrals = true)]
public sealed class TaylorMilstein;
