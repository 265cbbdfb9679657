namespace ItoSharp;

/// <summary>What a forward run leaves for its reverse: the asked states and, for the exact adjoint, the raw predictions.</summary>
internal sealed class Tape<T>(bool predictions)
    where T : unmanaged
{
    private readonly List<T[]> _states = [];
    private readonly List<T[]> _predictions = [];
    private readonly List<T[]> _raw = [];
    private readonly List<T[]> _damped = [];

    public int Count => _states.Count;

    public T[] State(int evaluation) => _states[evaluation];

    public T[] Prediction(int evaluation) => _predictions[evaluation];

    /// <summary>The model's prediction before its thresholding; only where the run thresholds.</summary>
    public T[] Raw(int evaluation) => _raw[evaluation];

    /// <summary>A heavy ball's damped prediction, which is no function of its own evaluation alone.</summary>
    public T[] Damped(int evaluation) => _damped[evaluation];

    public long Bytes =>
        (long)(_states.Count + _predictions.Count + _damped.Count + _raw.Count)
        * (_states.Count == 0 ? 0 : _states[0].Length)
        * System.Runtime.CompilerServices.Unsafe.SizeOf<T>();

    public void Record(ReadOnlySpan<T> state, ReadOnlySpan<T> prediction)
    {
        _states.Add(state.ToArray());
        if (predictions)
        {
            _predictions.Add(prediction.ToArray());
        }
    }

    /// <summary>Keeps a prediction as it came from the model, before <see cref="Record"/> keeps what was made of it.</summary>
    public void RecordRaw(ReadOnlySpan<T> prediction)
    {
        if (predictions)
        {
            _raw.Add(prediction.ToArray());
        }
    }

    public void RecordDamped(ReadOnlySpan<T> damped)
    {
        if (predictions)
        {
            _damped.Add(damped.ToArray());
        }
    }

    public void RecordLast(ReadOnlySpan<T> state) => _states.Add(state.ToArray());
}
