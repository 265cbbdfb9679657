namespace ItoSharp;

/// <summary>Where the reverse of a thresholded prediction reads and writes; an empty span is not wanted.</summary>
internal readonly ref struct PredictionCotangents<T>
{
    /// <summary>On entry that of the thresholded data prediction, on return that of the raw prediction.</summary>
    public Span<T> Prediction { get; init; }

    /// <summary>Of the state; added to.</summary>
    public Span<T> State { get; init; }

    /// <summary>Of the mean of a mean-reverting process; added to.</summary>
    public Span<T> Mean { get; init; }
}
