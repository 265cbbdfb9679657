using System.Buffers;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// A model of <c>x - mu</c> as a model of x, for a mean-reverting process with one mean mu: an oracle of the law of x0 - mu
/// becomes that of x0.
/// </summary>
/// <remarks>
/// Data predictions are shifted by mu; noise, score, velocity and flow are those of x - mu, as samplers of mean-reverting
/// processes expect. Thread-safe where the inner model is.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MeanShiftedModel<T> : IDifferentiableModel<T>, ITangentModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IDifferentiableModel<T> centred;
    private readonly T[] mean;

    /// <summary>Shifts a model.</summary>
    /// <param name="centred">The model of x - mu.</param>
    /// <param name="mean">mu, one row; copied.</param>
    public MeanShiftedModel(IDifferentiableModel<T> centred, ReadOnlySpan<T> mean)
    {
        ArgumentNullException.ThrowIfNull(centred);
        if (mean.Length != centred.Dimension)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The mean has {mean.Length} entries; {centred.Dimension}, as the model's state, are right."),
                nameof(mean)
            );
        }
        for (int i = 0; i < mean.Length; i++)
            ModelChecks.Finite(double.CreateTruncating(mean[i]), nameof(mean), i);
        this.centred = centred;
        this.mean = mean.ToArray();
    }

    /// <inheritdoc/>
    public Prediction Predicts => centred.Predicts;

    /// <inheritdoc/>
    public int Dimension => mean.Length;

    /// <inheritdoc/>
    public int ConditionDimension => centred.ConditionDimension;

    /// <inheritdoc/>
    public int ParameterCount => centred.ParameterCount;

    /// <inheritdoc/>
    public bool DifferentiatesTime => centred.DifferentiatesTime;

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction)
    {
        ModelChecks.Evaluation(this, input, prediction.Length);
        var rented = ArrayPool<T>.Shared.Rent(input.X.Length);
        try
        {
            centred.Evaluate(Centre(input, rented), prediction);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
        if (Predicts != Prediction.Data)
            return;
        for (int i = 0; i < prediction.Length; i++)
            prediction[i] += mean[i % mean.Length];
    }

    /// <inheritdoc/>
    public void PullBack(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into)
    {
        ModelChecks.PullBack(this, input, cotangent.Length, into);
        var rented = ArrayPool<T>.Shared.Rent(input.X.Length);
        try
        {
            // Shifts by constants leave every derivative as it is.
            centred.PullBack(Centre(input, rented), cotangent, into);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public void PushForward(in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent)
    {
        ITangentModel<T> inner =
            centred as ITangentModel<T>
            ?? throw new InvalidOperationException(
                $"the shifted model {centred.GetType().Name} has no push-forward: shift an ITangentModel<{typeof(T).Name}> to take tangents"
            );
        inner.PushForward(Centre(input, new T[input.X.Length]), along, tangent);
    }

    private ModelInput<T> Centre(in ModelInput<T> input, T[] memory)
    {
        var x = memory.AsSpan(0, input.X.Length);
        for (int i = 0; i < x.Length; i++)
            x[i] = input.X[i] - mean[i % mean.Length];
        return new ModelInput<T>(x, input.Batch, input.Time, input.Condition);
    }
}
