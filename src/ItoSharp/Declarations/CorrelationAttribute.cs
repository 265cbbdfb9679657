namespace ItoSharp;

/// <summary>
/// Declares the correlation of two noises of an equation, <c>d&lt;W_first, W_second&gt; = value dt</c>, on a double property, or
/// on a method <c>double Name(double t)</c> where it changes with time. It lies strictly between -1 and 1 and cannot depend on
/// the state. Noises without a declared correlation are independent.
/// </summary>
/// <param name="first">The name of a noise; write <c>nameof</c>.</param>
/// <param name="second">The name of another noise.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class CorrelationAttribute(string first, string second) : Attribute
{
    /// <summary>The name of one noise.</summary>
    public string First { get; } = first;

    /// <summary>The name of the other noise.</summary>
    public string Second { get; } = second;
}
