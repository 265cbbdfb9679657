namespace ItoSharp;

/// <summary>What a run asks its owner next: the model's prediction at <see cref="X"/> and <see cref="Time"/>.</summary>
public sealed class ModelQuery<T>
    where T : unmanaged
{
    internal ModelQuery(ReadOnlyMemory<T> x, ReadOnlyMemory<T> condition, Memory<T> prediction, int batch)
    {
        X = x;
        Condition = condition;
        Prediction = prediction;
        Batch = batch;
    }

    /// <summary>The states, batch x dimension.</summary>
    public ReadOnlyMemory<T> X { get; internal set; }

    /// <summary>The conditions, batch x condition dimension.</summary>
    public ReadOnlyMemory<T> Condition { get; internal set; }

    /// <summary>To be filled before the run advances, batch x dimension.</summary>
    public Memory<T> Prediction { get; }

    /// <summary>The number of rows.</summary>
    public int Batch { get; }

    /// <summary>The time t.</summary>
    public double Time { get; internal set; }

    /// <summary>The step, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>The query in the form that models take.</summary>
    public ModelInput<T> Input => new(X.Span, Batch, Time, Condition.Span);

    /// <summary>Fills <see cref="Prediction"/> with a model's prediction; the short way where the model is at hand.</summary>
    public void Answer(IModel<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Evaluate(Input, Prediction.Span);
    }
}
