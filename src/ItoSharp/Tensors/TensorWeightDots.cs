namespace ItoSharp;

/// <summary>
/// The inner products of which the weights' cotangents are made: they stay on the device until the reverse pass is over, so that
/// no step waits for one.
/// </summary>
internal sealed class TensorWeightDots<TTensor>(TensorOps<TTensor> ops)
    where TTensor : class, IDisposable
{
    private readonly List<TTensor> _numbers = [];
    private readonly List<Action<double>> _targets = [];

    /// <summary>Hands the inner product to <paramref name="target"/> when <see cref="Deliver"/> is called.</summary>
    public void Add(TTensor a, TTensor b, Action<double> target) => Add(ops.Dot(a, b), target);

    /// <summary>Hands the sum of the entries to <paramref name="target"/>.</summary>
    public void AddSum(TTensor a, Action<double> target) => Add(ops.Sum(a), target);

    /// <summary>Brings all to the host and hands them out, in the order in which they were asked for.</summary>
    public void Deliver()
    {
        double[] values = _numbers.Count == 0 ? [] : ops.Read(_numbers);
        for (int i = 0; i < values.Length; i++)
        {
            _targets[i](values[i]);
        }
    }

    private void Add(TTensor number, Action<double> target)
    {
        _numbers.Add(ops.Keep(number));
        _targets.Add(target);
    }
}
