namespace ItoSharp;

/// <summary>A model with Jacobian-vector products, for tangents of samplers.</summary>
public interface ITangentModel<T> : IModel<T>
    where T : unmanaged
{
    /// <summary>Writes the tangent dm/dx dx + dm/dz dz + dm/dtheta dtheta of the prediction of every row.</summary>
    /// <param name="input">What the model is asked.</param>
    /// <param name="along">The direction; an empty span is no motion.</param>
    /// <param name="tangent">Batch x dimension, to be filled.</param>
    /// <exception cref="InvalidOperationException">The model has no tangent along its parameters, and they move.</exception>
    void PushForward(in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent);
}
