namespace ItoSharp;

/// <summary>
/// The values that a component of a state may take, and what happens at the bounds. On a positional parameter, a property or a
/// field of an equation's <c>State</c>; on a field that is an inline array it holds for each of its elements.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DomainAttribute : Attribute
{
    /// <summary>The smallest value, in the units of the component; negative infinity where there is none.</summary>
    public double Min { get; set; } = double.NegativeInfinity;

    /// <summary>The largest value, above <see cref="Min"/>; positive infinity where there is none.</summary>
    public double Max { get; set; } = double.PositiveInfinity;

    /// <summary>What happens at a bound.</summary>
    public Boundary On { get; set; }
}
