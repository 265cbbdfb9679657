namespace FaceMorph.Embeddings;

/// <summary>A fixed map from a face to a vector of features.</summary>
internal interface IFeatures
{
    /// <summary>The number of features.</summary>
    int Count { get; }

    /// <summary>Writes the features of a face.</summary>
    void Extract(ReadOnlySpan<double> face, Span<double> features);
}

/// <summary>Features with an exact derivative.</summary>
internal interface IDifferentiableFeatures : IFeatures
{
    /// <summary>Writes the derivative of <c>cotangent . features</c> with respect to the face.</summary>
    void PullBack(ReadOnlySpan<double> face, ReadOnlySpan<double> cotangent, Span<double> into);
}
