namespace ItoSharp;

/// <summary>A direction of a sampler's inputs; what is left empty does not move.</summary>
/// <typeparam name="T">The state's type.</typeparam>
public sealed record Tangent<T>
    where T : unmanaged
{
    /// <summary>Rows x dimension.</summary>
    public ReadOnlyMemory<T> Start { get; init; }

    /// <summary>Rows x condition dimension: of the condition that holds first, where it changes on the way.</summary>
    public ReadOnlyMemory<T> Condition { get; init; }

    /// <summary>One entry a trainable parameter of the model.</summary>
    public ReadOnlyMemory<T> Model { get; init; }
}

/// <summary>Samples and how they move.</summary>
/// <param name="Samples">Rows x dimension, the bits of Sample.</param>
/// <param name="Tangents">The derivative of the samples along each direction, rows x dimension.</param>
/// <typeparam name="T">The state's type.</typeparam>
public sealed record SampleTangents<T>(T[] Samples, T[][] Tangents)
    where T : unmanaged;
