namespace ItoSharp;

/// <summary>
/// Declares a stochastic differential equation <c>dx = f(x, t) dt + sum_k g_k(x, t) dW_k</c> on a sealed partial record whose
/// positional double parameters are the equation's parameters. Declare its state as a nested <c>readonly record struct State</c>
/// of doubles (or an <c>[InlineArray]</c> struct of them), its drift as <c>State Drift(State x)</c> or
/// <c>State Drift(State x, double t)</c>, and each noise as a method of the same shape with <see cref="NoiseAttribute"/>.
/// Without a noise it is an ordinary differential equation.
/// </summary>
/// <param name="interpretation">How the noise terms are to be read. It belongs to the equation, never to the solver.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SdeAttribute(Interpretation interpretation) : Attribute
{
    /// <summary>How the noise terms are to be read.</summary>
    public Interpretation Interpretation { get; } = interpretation;

    /// <summary>The first time at which the equation holds; finite.</summary>
    public double MinTime { get; set; }

    /// <summary>The last time at which the equation holds; positive infinity where there is none.</summary>
    public double MaxTime { get; set; } = double.PositiveInfinity;
}
