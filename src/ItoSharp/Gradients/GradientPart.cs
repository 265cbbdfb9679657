namespace ItoSharp;

/// <summary>A part of a gradient that not every method or model defines.</summary>
/// <param name="Value">Null: not defined.</param>
/// <param name="WhyNot">Then the reason, and what would help.</param>
internal readonly record struct GradientPart<TValue>(TValue? Value, string WhyNot = "")
    where TValue : class
{
    public TValue Get() => Value ?? throw new InvalidOperationException(WhyNot);
}
