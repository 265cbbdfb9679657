using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>What a forward run leaves for its reverse: the asked states and, for the exact adjoint, the raw predictions.</summary>
internal sealed class Tape<T>(bool predictions)
    where T : unmanaged
{
    private readonly Reel _states = new();
    private readonly Reel _predictions = new();
    private readonly Reel _raw = new();
    private readonly Reel _damped = new();

    public int Count => _states.Count;

    /// <summary>Whether a run's evaluations are kept: a run that goes back to a checkpoint tapes only the step that is reversed.</summary>
    public bool Records { get; set; } = true;

    /// <summary>All arrays that are held, those of rewound evaluations included.</summary>
    public long Bytes => _states.Bytes + _predictions.Bytes + _raw.Bytes + _damped.Bytes;

    public T[] State(int evaluation) => _states[evaluation];

    public T[] Prediction(int evaluation) => _predictions[evaluation];

    /// <summary>The model's prediction before its thresholding; only where the run thresholds.</summary>
    public T[] Raw(int evaluation) => _raw[evaluation];

    /// <summary>A heavy ball's damped prediction, which is no function of its own evaluation alone.</summary>
    public T[] Damped(int evaluation) => _damped[evaluation];

    public void Record(ReadOnlySpan<T> state, ReadOnlySpan<T> prediction)
    {
        Keep(_states, state);
        if (predictions)
        {
            Keep(_predictions, prediction);
        }
    }

    /// <summary>Keeps a prediction as it came from the model, before <see cref="Record"/> keeps what was made of it.</summary>
    public void RecordRaw(ReadOnlySpan<T> prediction)
    {
        if (predictions)
        {
            Keep(_raw, prediction);
        }
    }

    public void RecordDamped(ReadOnlySpan<T> damped)
    {
        if (predictions)
        {
            Keep(_damped, damped);
        }
    }

    public void RecordLast(ReadOnlySpan<T> state) => Keep(_states, state);

    /// <summary>Starts again, in the same memory.</summary>
    public void Rewind()
    {
        _states.Count = 0;
        _predictions.Count = 0;
        _raw.Count = 0;
        _damped.Count = 0;
    }

    private void Keep(Reel reel, ReadOnlySpan<T> values)
    {
        if (Records)
        {
            reel.Add(values);
        }
    }

    private sealed class Reel
    {
        private readonly List<T[]> _arrays = [];

        public int Count { get; set; }

        public long Bytes => _arrays.Sum(array => (long)array.Length * Unsafe.SizeOf<T>());

        public T[] this[int index] => _arrays[index];

        public void Add(ReadOnlySpan<T> values)
        {
            if (Count == _arrays.Count)
            {
                _arrays.Add(new T[values.Length]);
            }

            values.CopyTo(_arrays[Count++]);
        }
    }
}
