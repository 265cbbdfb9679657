using System.Buffers;

namespace ItoSharp;

/// <content>Derivatives.</content>
public sealed partial class GuidedModel<T>
{
    /// <inheritdoc/>
    public void PullBack(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into)
    {
        ModelChecks.PullBack(this, input, cotangent.Length, into);
        IDifferentiableModel<T> inner =
            model as IDifferentiableModel<T>
            ?? throw new InvalidOperationException(
                $"The guided model {model.GetType().Name} has no pull-back: guide an IDifferentiableModel<{typeof(T).Name}> to take gradients."
            );
        double w = scale.At(input.Time);
        double slope = into.Time.IsEmpty ? 0.0 : scale.SlopeAt(input.Time);
        Branch branches = slope == 0.0 ? Branches(w) : Branch.Both;
        using Doubled doubled = new(this, input, branches);
        int length = cotangent.Length;
        int rows = doubled.Input.Batch;
        T[] cotangents = ArrayPool<T>.Shared.Rent(rows * Dimension);
        T[] states = ArrayPool<T>.Shared.Rent(rows * Dimension);
        T[] conditions = ArrayPool<T>.Shared.Rent(rows * width);
        double[] times = ArrayPool<double>.Shared.Rent(rows);
        try
        {
            Span<T> c = cotangents.AsSpan(0, rows * Dimension);
            bool evaluated = doubled.Count == 2 && (rescale.Share > 0.0 || slope != 0.0);
            if (evaluated)
                inner.Evaluate(doubled.Input, doubled.Prediction);
            if (doubled.Count == 1)
                cotangent.CopyTo(c);
            else
                Split(w, doubled.Prediction, cotangent, c);
            if (!into.Time.IsEmpty)
                AlongScale(w, slope, evaluated, doubled.Prediction, cotangent, into.Time);
            ModelCotangents<T> both = new()
            {
                X = into.X.IsEmpty ? default : states.AsSpan(0, c.Length),
                Condition = into.Condition.IsEmpty ? default : conditions.AsSpan(0, rows * width),
                Parameters = into.Parameters,
                Time = into.Time.IsEmpty ? default : times.AsSpan(0, rows),
            };
            PulledBack.Poison(both);
            inner.PullBack(doubled.Input, c, both);
            AddHalves(both.X, into.X);
            for (int row = 0; row < rows && !into.Time.IsEmpty; row++)
                into.Time[row % input.Batch] += both.Time[row];
            if (!into.Condition.IsEmpty)
                Conditions(branches, both.Condition, into.Condition);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(cotangents);
            ArrayPool<T>.Shared.Return(states);
            ArrayPool<T>.Shared.Return(conditions);
            ArrayPool<double>.Shared.Return(times);
        }

        void AddHalves(ReadOnlySpan<T> both, Span<T> sum)
        {
            if (sum.IsEmpty)
                return;
            both[..length].CopyTo(sum);
            if (both.Length > length)
                Elementwise.Add(both[length..], sum);
        }
    }

    // The cotangents of the conditional and of the unconditional prediction.
    private void Split(double w, ReadOnlySpan<T> predictions, ReadOnlySpan<T> cotangent, Span<T> both)
    {
        int length = cotangent.Length;
        Span<T> conditional = both[..length];
        Span<T> other = both[length..];
        T by = T.CreateTruncating(w);
        T rest = T.CreateTruncating(1.0 - w);
        if (rescale.Share == 0.0)
        {
            for (int i = 0; i < length; i++)
            {
                conditional[i] = by * cotangent[i];
                other[i] = rest * cotangent[i];
            }
            return;
        }

        T[] guided = ArrayPool<T>.Shared.Rent(length);
        try
        {
            Span<T> m = guided.AsSpan(0, length);
            Combine(w, predictions[..length], predictions[length..], m);
            cotangent.CopyTo(other);
            for (int first = 0; first < length; first += Dimension)
            {
                rescale.PullBack(
                    predictions.Slice(first, Dimension),
                    m.Slice(first, Dimension),
                    other.Slice(first, Dimension),
                    conditional.Slice(first, Dimension)
                );
            }
            // other holds the guided prediction's cotangent, conditional what its deviation alone brought.
            for (int i = 0; i < length; i++)
            {
                conditional[i] = T.FusedMultiplyAdd(by, other[i], conditional[i]);
                other[i] *= rest;
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(guided);
        }
    }

    // dw/dt moves the guided prediction along m_c - m_u; the rest of the time derivative is the inner model's.
    private void AlongScale(
        double w,
        double slope,
        bool evaluated,
        ReadOnlySpan<T> predictions,
        ReadOnlySpan<T> cotangent,
        Span<double> time
    )
    {
        time.Clear();
        if (slope == 0.0 || !evaluated)
            return;
        int length = cotangent.Length;
        var rented = ArrayPool<T>.Shared.Rent(3 * Dimension);
        try
        {
            Span<T> own = rented.AsSpan(0, Dimension);
            Span<T> m = rented.AsSpan(Dimension, Dimension);
            Span<T> direct = rented.AsSpan(2 * Dimension, Dimension);
            for (int row = 0; row < time.Length; row++)
            {
                ReadOnlySpan<T> conditional = predictions.Slice(row * Dimension, Dimension);
                ReadOnlySpan<T> unconditionalOne = predictions.Slice(length + row * Dimension, Dimension);
                cotangent.Slice(row * Dimension, Dimension).CopyTo(own);
                if (rescale.Share > 0.0)
                {
                    Combine(w, conditional, unconditionalOne, m);
                    rescale.PullBack(conditional, m, own, direct);
                }
                time[row] = slope * Elementwise.Dot<T>(own, conditional, unconditionalOne);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    private void Conditions(Branch branches, ReadOnlySpan<T> both, Span<T> into)
    {
        into.Clear();
        int own = ConditionDimension;
        int rows = into.Length / own;
        for (int row = 0; row < rows; row++)
        {
            Span<T> target = into.Slice(row * own, own);
            if (branches != Branch.Unconditional)
                both.Slice(row * width, width).CopyTo(target);
            if (branches != Branch.Conditional && unconditional.Length == 0)
                both.Slice((branches == Branch.Both ? rows + row : row) * width, width).CopyTo(target[width..]);
        }
    }
}
