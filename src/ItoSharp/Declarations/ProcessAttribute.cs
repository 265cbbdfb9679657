namespace ItoSharp;

/// <summary>
/// Declares a linear forward process <c>dx = f(t) x dt + g(t) dw</c> on a sealed partial record whose positional double
/// parameters are the process's parameters. Declare <c>Drift(t)</c> = f and <c>Diffusion(t)</c> = g, or <c>Alpha(t)</c> and
/// <c>Sigma(t)</c> of the kernel <c>x_t | x_0 ~ N(alpha x_0, sigma^2 I)</c>; where both are given one checks the other.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ProcessAttribute : Attribute
{
    /// <summary>The time nearest to the data at which the process is used by default; in the units of t.</summary>
    public double MinTime { get; set; } = 1e-3;

    /// <summary>The time of the prior.</summary>
    public double MaxTime { get; set; } = 1;

    /// <summary>
    /// The state reverts to a mean mu given with each run: the declared formulas are those of <c>x - mu</c>, and the prior is
    /// centred at mu (IR-SDE, OUVE).
    /// </summary>
    public bool MeanReverting { get; set; }
}
