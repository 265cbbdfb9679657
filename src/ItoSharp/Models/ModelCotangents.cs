namespace ItoSharp;

/// <summary>Where a pull-back writes; an empty span is not wanted.</summary>
public readonly ref struct ModelCotangents<T>
{
    /// <summary>Batch x dimension, overwritten.</summary>
    public Span<T> X { get; init; }

    /// <summary>Batch x condition dimension, overwritten.</summary>
    public Span<T> Condition { get; init; }

    /// <summary>One entry a trainable parameter; added to.</summary>
    public Span<T> Parameters { get; init; }

    /// <summary>One entry a row: the derivative along time; overwritten.</summary>
    public Span<double> Time { get; init; }
}
