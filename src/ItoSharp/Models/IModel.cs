namespace ItoSharp;

/// <summary>A denoising model, called by samplers for a batch of rows at one time.</summary>
/// <remarks>
/// Evaluation must be free of side effects. Results are independent of how a batch is split only if each row's prediction
/// depends on that row alone. A sampler that runs on several threads calls <see cref="Evaluate"/> concurrently.
/// </remarks>
public interface IModel<T>
    where T : unmanaged
{
    /// <summary>What the model predicts.</summary>
    Prediction Predicts { get; }

    /// <summary>The length of a state row.</summary>
    int Dimension { get; }

    /// <summary>The length of a condition row; 0 without condition.</summary>
    int ConditionDimension => 0;

    /// <summary>Writes the prediction of every row; <paramref name="prediction"/> is batch x dimension and must be filled.</summary>
    void Evaluate(in ModelInput<T> input, Span<T> prediction);
}
