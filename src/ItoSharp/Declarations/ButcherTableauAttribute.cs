namespace ItoSharp;

/// <summary>
/// Declares a Runge-Kutta tableau: explicit, diagonally or fully implicit, with or without an embedded pair, of at most 16 stages.
/// Its orders are proven while you compile, by the rooted-tree conditions up to order 8; a wrong claim is an error on your own token
/// that names the first violated condition. The generated part is a static <see cref="RungeKuttaTableau"/>.
/// </summary>
/// <remarks>
/// <para>
/// The text is the textbook's: rows <c>c | a ...</c>, a line of dashes, the weights <c>| b ...</c>, and for a pair a second row
/// <c>| b-hat ...</c>. Row i has at least i - 1 entries; what is left out at its end is zero.
/// </para>
/// <para>
/// An entry has no blanks: integers, fractions, square roots and what is made of them (<c>1/2-sqrt(3)/6</c>) are exact; other roots
/// (<c>cbrt(2)</c>, <c>root(5,3)</c>, <c>sqrt(1+sqrt(2))</c>) are enclosed. Short decimals are exact too (<c>0.9</c> is 9/10); a
/// decimal of ten digits or more, and of at least half as many as the longest of the tableau, stands for half a unit of its last
/// digit, and the documentation then tells the residual: "order 5, decimal coefficients, residual 1.1e-14".
/// </para>
/// <code>
/// [ButcherTableau(Order = 3, EmbeddedOrder = 2, Tableau = """
///      0  |
///     1/2 | 1/2
///     3/4 | 0     3/4
///      1  | 2/9   1/3   4/9
///     ----+----------------------
///         | 2/9   1/3   4/9   0
///         | 7/24  1/4   1/3   1/8
///     """)]
/// public sealed partial class BogackiShampine;
/// </code>
/// </remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ButcherTableauAttribute : Attribute
{
    /// <summary>The order that is claimed of the weights b, at most 8; 0: no claim, the proven order is documented.</summary>
    public int Order { get; set; }

    /// <summary>The order that is claimed of the weights b-hat; 0: no claim.</summary>
    public int EmbeddedOrder { get; set; }

    /// <summary>The tableau.</summary>
    public string Tableau { get; set; } = "";
}
