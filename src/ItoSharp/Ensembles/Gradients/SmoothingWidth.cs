namespace ItoSharp;

/// <summary>Over which width a smoothed observable rises where it jumps (<see cref="ObservableGradient.Smoothed"/>).</summary>
/// <param name="Observable">The name of the observable.</param>
/// <param name="Width">
/// How far on either side of a jump the step reaches, in the unit of what is compared (of S for <c>x.S &gt; strike</c>); above 0, finite.
/// The derivative's bias goes with its square, the variance with its reciprocal: of n paths that spread by s, widths around
/// 2.3 s / n^(1/5) balance the two.
/// </param>
public readonly record struct SmoothingWidth(string Observable, double Width);
