namespace ItoSharp;

/// <summary>A model with vector-Jacobian products.</summary>
public interface IDifferentiableModel<T> : IModel<T>
    where T : unmanaged
{
    /// <summary>The number of trainable parameters; 0 without.</summary>
    int ParameterCount => 0;

    /// <summary>Whether <see cref="PullBack"/> can also differentiate with respect to time.</summary>
    bool DifferentiatesTime => false;

    /// <summary>
    /// With c the cotangent of the prediction at <paramref name="input"/>, writes c'dm/dx and c'dm/dz of every row, adds
    /// c'dm/dtheta summed over the rows, and writes c'dm/dt of every row. An empty span is not wanted.
    /// </summary>
    void PullBack(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into);
}
