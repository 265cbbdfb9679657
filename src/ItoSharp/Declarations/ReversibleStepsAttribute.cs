namespace ItoSharp;

/// <summary>Declares a reversible method of steps for ensembles, which carries a second state. A class with it needs no members.</summary>
/// <param name="scheme">
/// <see cref="ReversibleScheme.Heun"/>. The coupling of McCallum and Foster is no method of its own: any one-step method is coupled by
/// <c>Gradients = Gradients.Reversible</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReversibleStepsAttribute(ReversibleScheme scheme) : Attribute
{
    /// <summary>The scheme.</summary>
    public ReversibleScheme Scheme { get; } = scheme;
}
