namespace ItoSharp;

/// <summary>
/// Reversible Heun, for ensembles: every step can be undone to rounding. Order 2 without noise; on Stratonovich equations strong order 1
/// for additive and commutative noise, else 1/2.
/// </summary>
/// <remarks>
/// With a second state y that starts where x does: <c>y' = 2 x - y + f(t, y) h + g(t, y) dW</c>, then
/// <c>x' = x + (f(t, y) + f(t + h, y')) h / 2 + (g(t, y) + g(t + h, y')) dW / 2</c>. Kidger, Foster, Li and Lyons, "Efficient and accurate
/// gradients for neural SDEs" (NeurIPS 2021). With <c>Gradients = Gradients.Reversible</c> gradients keep no states. Not stable for stiff drifts.
/// </remarks>
[ReversibleSteps(ReversibleScheme.Heun)]
public sealed class ReversibleHeun;
