namespace ItoSharp;

/// <summary>
/// The past predictions of a run (or their cotangents): a ring in the form that the steps combine, or one in each form where a schedule's
/// methods combine both.
/// </summary>
internal sealed class PredictionHistory<T>
    where T : unmanaged
{
    private readonly Prediction _form;
    private readonly T[][] _own;
    private readonly T[][] _other;

    public PredictionHistory(SolverShape shape, int length)
    {
        _form = shape.Form;
        int slots = Slots(shape);
        _own = Buffers.Of<T>(slots, length);
        _other = Buffers.Of<T>(shape.BothForms ? slots : 0, length);
    }

    /// <summary>The number of arrays.</summary>
    public static int Count(SolverShape shape) => Slots(shape) * (shape.BothForms ? 2 : 1);

    /// <summary>All arrays, in an order of their own.</summary>
    public IEnumerable<T[]> All => _own.Concat(_other);

    /// <summary>The number of arrays that hold predictions made before a step: one of every ring is the step's own.</summary>
    public static int Past(SolverShape shape) => Count(shape) - (shape.BothForms ? 2 : 1);

    /// <summary>The arrays of predictions made before a step.</summary>
    public IEnumerable<T[]> Past(int step)
    {
        for (int slot = 0; slot < _own.Length; slot++)
        {
            if (slot == step % _own.Length)
            {
                continue;
            }

            yield return _own[slot];
            if (_other.Length > 0)
            {
                yield return _other[slot];
            }
        }
    }

    /// <summary>The ring of one form.</summary>
    public T[][] Of(Prediction form) => form == _form ? _own : _other;

    /// <summary>The entry that a step writes, in one form.</summary>
    public T[] Newest(int step, Prediction form) => Of(form)[step % _own.Length];

    /// <summary>The ring of one form as a step sees it.</summary>
    public OutputSlots<T> Slots(int step, Prediction form) => new(Of(form), step % _own.Length, _own[0].Length);

    private static int Slots(SolverShape shape) => shape.RungeKutta ? 1 : shape.Slots;
}
