namespace ItoSharp;

/// <summary>Algebraically reversible schemes: of samplers in data-exponential variables, of ensembles in those of the equation.</summary>
public enum ReversibleScheme
{
    /// <summary>
    /// The plan's own step, coupled to a second state: twice its model calls, its order, stable with lambda near 1. McCallum and
    /// Foster, "Efficient, accurate and stable gradients for neural ODEs" (2024).
    /// </summary>
    McCallumFoster,

    /// <summary>
    /// Reversible Heun, of order 2, one model call a step whatever the plan. Kidger, Foster, Li and Lyons, "Efficient and accurate
    /// gradients for neural SDEs" (2021).
    /// </summary>
    Heun,
}
