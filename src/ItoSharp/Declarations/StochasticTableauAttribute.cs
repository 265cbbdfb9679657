namespace ItoSharp;

/// <summary>
/// Declares an explicit stochastic Runge-Kutta method by its tableau, as in Roessler's papers. Its orders are proven while the
/// project compiles, one for each class of noise; what is claimed above them is an error on the claim, with the condition that fails.
/// </summary>
/// <remarks>
/// The tableau names the blocks of its <see cref="StochasticForm"/>: a header <c>c0 | A0 | B0</c> above one row a stage for each family of
/// stages, and the weights below. Entries are integers, fractions, roots such as <c>sqrt(6)/10</c> or decimals, read exactly; long
/// decimals stand for half a unit of their last digit. The zeros of later stages may be left out. Orders are proven up to 5 without
/// noise, strong ones up to 1.5 and weak ones up to 2; a claim above is an error, and <c>Verify.Convergence</c> of ItoSharp.Verification
/// fits an order to errors that you measure.
/// <code>
/// [StochasticTableau(StochasticForm.Sra, Interpretation.Ito, StrongAdditive = 1.5, WeakAdditive = 2, Tableau = """
///     c0    | A0  | B0
///     0     |     |
///     3/4   | 3/4 | 3/2
///     c1
///     1
///     0
///     alpha | 1/3 2/3
///     beta1 | 1   0
///     beta2 | -1  1
///     """)]
/// public sealed partial class MySra1;
/// </code>
/// </remarks>
/// <param name="form">Which stages there are and which random variables multiply what.</param>
/// <param name="interpretation">The stochastic integral that the method follows.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StochasticTableauAttribute(StochasticForm form, Interpretation interpretation) : Attribute
{
    /// <summary>Which stages there are and which random variables multiply what.</summary>
    public StochasticForm Form => form;

    /// <summary>The stochastic integral that the method follows.</summary>
    public Interpretation Interpretation => interpretation;

    /// <summary>The numbers.</summary>
    public string Tableau { get; set; } = "";

    /// <summary>The claimed order without noise: 1 to 5; 0: no claim, the proven order is documented.</summary>
    public int Deterministic { get; set; }

    /// <summary>The claimed strong order, on every path (root of the mean square error), for additive noise: 0.5, 1 or 1.5; 0: no claim, and all that a weak form has.</summary>
    public double StrongAdditive { get; set; }

    /// <summary>The claimed strong order, on every path (root of the mean square error), for diagonal noise: 0.5, 1 or 1.5; 0: no claim, and all that a weak form has.</summary>
    public double StrongDiagonal { get; set; }

    /// <summary>The claimed strong order, on every path (root of the mean square error), for a single noise: 0.5, 1 or 1.5; 0: no claim, and all that a weak form has.</summary>
    public double StrongScalar { get; set; }

    /// <summary>The claimed strong order, on every path (root of the mean square error), for commuting noises: 0.5, 1 or 1.5; 0: no claim, and all that a weak form has.</summary>
    public double StrongCommutative { get; set; }

    /// <summary>The claimed strong order, on every path (root of the mean square error), for any noise: 0.5, 1 or 1.5; 0: no claim, and all that a weak form has.</summary>
    public double StrongGeneral { get; set; }

    /// <summary>The claimed weak order, of expectations, for additive noise: 0.5, 1, 1.5 or 2; 0: no claim.</summary>
    public double WeakAdditive { get; set; }

    /// <summary>The claimed weak order, of expectations, for diagonal noise: 0.5, 1, 1.5 or 2; 0: no claim.</summary>
    public double WeakDiagonal { get; set; }

    /// <summary>The claimed weak order, of expectations, for a single noise: 0.5, 1, 1.5 or 2; 0: no claim.</summary>
    public double WeakScalar { get; set; }

    /// <summary>The claimed weak order, of expectations, for commuting noises: 0.5, 1, 1.5 or 2; 0: no claim.</summary>
    public double WeakCommutative { get; set; }

    /// <summary>The claimed weak order, of expectations, for any noise: 0.5, 1, 1.5 or 2; 0: no claim.</summary>
    public double WeakGeneral { get; set; }
}
