namespace ItoSharp;

/// <summary>Evaluates a model: fills the prediction, batch x dimension.</summary>
/// <param name="input">What is asked.</param>
/// <param name="prediction">Filled.</param>
/// <typeparam name="T">float or double.</typeparam>
public delegate void ModelEvaluation<T>(in ModelInput<T> input, Span<T> prediction)
    where T : unmanaged;

/// <summary>Pulls a cotangent back through a model, as <see cref="IDifferentiableModel{T}.PullBack"/>.</summary>
/// <param name="input">What was asked.</param>
/// <param name="cotangent">The cotangent of the prediction.</param>
/// <param name="into">Where to write.</param>
/// <typeparam name="T">float or double.</typeparam>
public delegate void ModelPullBack<T>(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into)
    where T : unmanaged;

/// <summary>Pushes a direction forward through a model, as <see cref="ITangentModel{T}.PushForward"/>.</summary>
/// <param name="input">What was asked.</param>
/// <param name="along">The direction.</param>
/// <param name="tangent">Filled.</param>
/// <typeparam name="T">float or double.</typeparam>
public delegate void ModelPushForward<T>(in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent)
    where T : unmanaged;

/// <summary>A model made of lambdas: the shortest way from a network in any framework, or a formula, to a sampler.</summary>
/// <param name="dimension">The length of a state row.</param>
/// <param name="predicts">What the function predicts.</param>
/// <param name="evaluate">The function.</param>
/// <param name="pullBack">Its vector-Jacobian product; without it only gradient-free sampling works.</param>
/// <param name="conditionDimension">The length of a condition row; 0 without.</param>
/// <param name="parameterCount">The number of trainable parameters that the pull-back adds to.</param>
/// <param name="differentiatesTime">Whether the pull-back also writes the derivatives along time.</param>
/// <param name="pushForward">Its Jacobian-vector product; without it there are no tangents.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FunctionModel<T>(
    int dimension,
    Prediction predicts,
    ModelEvaluation<T> evaluate,
    ModelPullBack<T>? pullBack = null,
    int conditionDimension = 0,
    int parameterCount = 0,
    bool differentiatesTime = false,
    ModelPushForward<T>? pushForward = null
) : IDifferentiableModel<T>, ITangentModel<T>
    where T : unmanaged
{
    private readonly ModelEvaluation<T> evaluate = evaluate ?? throw new ArgumentNullException(nameof(evaluate));

    /// <inheritdoc/>
    public Prediction Predicts { get; } =
        Enum.IsDefined(predicts)
            ? predicts
            : throw new ArgumentOutOfRangeException(nameof(predicts), predicts, "Not a declared prediction.");

    /// <inheritdoc/>
    public int Dimension { get; } =
        dimension > 0 ? dimension : throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "At least 1 is right.");

    /// <inheritdoc/>
    public int ConditionDimension { get; } =
        conditionDimension >= 0
            ? conditionDimension
            : throw new ArgumentOutOfRangeException(nameof(conditionDimension), conditionDimension, "At least 0 is right.");

    /// <inheritdoc/>
    public int ParameterCount { get; } =
        parameterCount >= 0
            ? parameterCount
            : throw new ArgumentOutOfRangeException(nameof(parameterCount), parameterCount, "At least 0 is right.");

    /// <inheritdoc/>
    public bool DifferentiatesTime => differentiatesTime;

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction)
    {
        ModelChecks.Evaluation(this, input, prediction.Length);
        evaluate(input, prediction);
    }

    /// <inheritdoc/>
    public void PullBack(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into)
    {
        ModelChecks.PullBack(this, input, cotangent.Length, into);
        if (pullBack is null)
        {
            throw new InvalidOperationException(
                "This FunctionModel was made without a pull-back; give its constructor one to take gradients."
            );
        }
        pullBack(input, cotangent, into);
    }

    /// <inheritdoc/>
    public void PushForward(in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent)
    {
        ModelChecks.Evaluation(this, input, tangent.Length);
        if (pushForward is null)
        {
            throw new InvalidOperationException(
                "This FunctionModel was made without a push-forward; give its constructor one to take tangents."
            );
        }
        pushForward(input, along, tangent);
    }
}
