namespace ItoSharp;

/// <summary>A direction at a model's input; an empty span is no motion.</summary>
public readonly ref struct ModelTangent<T>
{
    /// <summary>Batch x dimension.</summary>
    public ReadOnlySpan<T> X { get; init; }

    /// <summary>Batch x condition dimension.</summary>
    public ReadOnlySpan<T> Condition { get; init; }

    /// <summary>One entry a trainable parameter.</summary>
    public ReadOnlySpan<T> Parameters { get; init; }
}
