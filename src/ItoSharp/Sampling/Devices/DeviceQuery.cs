namespace ItoSharp;

/// <summary>
/// What a run on a device asks of its model: the prediction at <see cref="X"/> and <see cref="Time"/>, in device memory. It is valid until
/// the run advances.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class DeviceQuery<T>
    where T : unmanaged
{
    internal DeviceQuery(DeviceQueue queue, DeviceArray prediction, int batch, int dimension, int conditionDimension)
    {
        Queue = queue;
        Prediction = prediction;
        X = prediction;
        Batch = batch;
        Dimension = dimension;
        ConditionDimension = conditionDimension;
    }

    /// <summary>The queue that the prediction is to be made in.</summary>
    public DeviceQueue Queue { get; }

    /// <summary>The states, batch x dimension; not to be changed.</summary>
    public DeviceArray X { get; internal set; }

    /// <summary>The conditions, batch x condition dimension; null without condition.</summary>
    public DeviceArray? Condition { get; internal set; }

    /// <summary>To be filled before the run advances, batch x dimension.</summary>
    public DeviceArray Prediction { get; }

    /// <summary>The number of rows.</summary>
    public int Batch { get; }

    /// <summary>The length of a state row.</summary>
    public int Dimension { get; }

    /// <summary>The length of a condition row; 0 without.</summary>
    public int ConditionDimension { get; }

    /// <summary>The time t.</summary>
    public double Time { get; internal set; }

    /// <summary>The step, from 0.</summary>
    public int Step { get; internal set; }

    /// <summary>Waits, and copies the states to the host.</summary>
    /// <param name="x">Filled, batch x dimension.</param>
    public void ReadX(Span<T> x)
    {
        RequireLength(x.Length, Dimension, nameof(x));
        Queue.Read(X, x);
    }

    /// <summary>Waits, and copies the conditions to the host.</summary>
    /// <param name="condition">Filled, batch x condition dimension; empty without condition.</param>
    public void ReadCondition(Span<T> condition)
    {
        RequireLength(condition.Length, ConditionDimension, nameof(condition));
        if (Condition is not null)
        {
            Queue.Read(Condition, condition);
        }
    }

    /// <summary>Copies a prediction that was made on the host.</summary>
    /// <param name="prediction">Batch x dimension.</param>
    public void WritePrediction(ReadOnlySpan<T> prediction)
    {
        RequireLength(prediction.Length, Dimension, nameof(prediction));
        Queue.Write(Prediction, prediction);
    }

    private void RequireLength(int length, int width, string name)
    {
        if (length != Batch * width)
        {
            throw new ArgumentException($"{name} has {length} values; {Batch} rows of {width} are {Batch * width}", name);
        }
    }
}
