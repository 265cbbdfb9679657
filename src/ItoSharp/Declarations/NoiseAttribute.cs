namespace ItoSharp;

/// <summary>
/// Marks a method <c>State Name(State x)</c> or <c>State Name(State x, double t)</c> of an equation (<see cref="SdeAttribute"/>) as
/// what one Wiener process, which bears the method's name, does to each component of the state.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NoiseAttribute : Attribute;
