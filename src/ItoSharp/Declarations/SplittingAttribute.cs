namespace ItoSharp;

/// <summary>
/// Declares a splitting of kinetic Langevin's equation <c>dq = v(p) dt, dp = (F(q) - gamma p) dt + s dW</c>, for ensembles. A class with it
/// needs no members.
/// </summary>
/// <remarks>
/// The parts are A (positions drift), B (momenta are kicked by the force) and O (friction and noise, solved exactly), in the order in
/// which they are done, each with its fraction of the step: <c>"B/2 A/2 O A/2 B/2"</c>, <c>"O*1/2 B A O*1/2"</c>. The fractions of each
/// letter add up to 1. Components with noise are the momenta, those without are the positions; equations of another form are refused.
/// </remarks>
/// <param name="parts">The parts in order.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SplittingAttribute(string parts) : Attribute
{
    /// <summary>The parts in order.</summary>
    public string Parts { get; } = parts;
}
