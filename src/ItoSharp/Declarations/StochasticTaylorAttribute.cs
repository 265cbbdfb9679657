namespace ItoSharp;

/// <summary>
/// Declares a method of steps made of the equation's own derivatives, for ensembles: <c>x + f h + sum_k g_k dW_k</c> and, with
/// <see cref="DoubleIntegrals"/>, <c>+ sum_jk (Dg_k) g_j I_jk</c>. A class with it needs no members.
/// </summary>
/// <remarks>
/// I_jk is (dW_j dW_k - delta_jk h) / 2 in Ito's calculus and dW_j dW_k / 2 in Stratonovich's, which is right where the noises commute;
/// for other noise a method with double integrals is refused. Equations of the other interpretation are converted.
/// </remarks>
/// <param name="interpretation">The stochastic integral that the method follows.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StochasticTaylorAttribute(Interpretation interpretation) : Attribute
{
    /// <summary>The stochastic integral that the method follows.</summary>
    public Interpretation Interpretation { get; } = interpretation;

    /// <summary>Whether Milstein's terms with the double integrals are taken; without them the interpretation must be Ito.</summary>
    public bool DoubleIntegrals { get; set; }

    /// <summary>Whether the drift term is <c>f h / (1 + h |f|)</c>, for drifts that grow faster than linearly.</summary>
    public bool Tamed { get; set; }
}
