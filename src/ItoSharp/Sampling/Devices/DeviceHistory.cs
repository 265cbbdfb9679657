namespace ItoSharp;

/// <summary>The past predictions of a run in a device's memory, in the slots of <see cref="PredictionHistory{T}"/>.</summary>
internal sealed class DeviceHistory
{
    private readonly Prediction _form;
    private readonly DeviceArray[] _own;
    private readonly DeviceArray[] _other;

    public DeviceHistory(SolverShape shape, Func<DeviceArray> take)
    {
        _form = shape.Form;
        int slots = shape.RungeKutta ? 1 : shape.Slots;
        _own = [.. Enumerable.Range(0, slots).Select(_ => take())];
        _other = shape.BothForms ? [.. Enumerable.Range(0, slots).Select(_ => take())] : [];
    }

    /// <summary>All arrays, in the order in which checkpoints hold them.</summary>
    public IEnumerable<DeviceArray> All => _own.Concat(_other);

    /// <summary>The prediction of a form made so many evaluations before a step's own.</summary>
    public DeviceArray ByAge(int step, Prediction form, int age)
    {
        DeviceArray[] slots = form == _form ? _own : _other;
        return slots[(step % slots.Length - age + slots.Length) % slots.Length];
    }

    /// <summary>The entry that a step writes.</summary>
    public DeviceArray Newest(int step, Prediction form) => ByAge(step, form, 0);
}
