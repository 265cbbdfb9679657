namespace ItoSharp;

/// <summary>What is differentiated: a loss of the samples, or their cotangent.</summary>
internal sealed class TensorLoss<TTensor>
    where TTensor : class, IDisposable
{
    private readonly TensorOps<TTensor> _ops;
    private readonly Func<TTensor, TTensor>? _loss;
    private readonly TTensor? _cotangent;

    public TensorLoss(TensorOps<TTensor> ops, Func<TTensor, TTensor> loss) => (_ops, _loss) = (ops, loss);

    public TensorLoss(TensorOps<TTensor> ops, TTensor cotangent) => (_ops, _cotangent) = (ops, cotangent);

    /// <summary>A cotangent of the samples that the reverse pass may write to.</summary>
    public TTensor CotangentAt(TTensor samples, NonFinite nonFinite, out double value)
    {
        string name = _loss is null ? "cotangent" : "loss";
        value = double.NaN;
        TTensor cotangent =
            _cotangent
            ?? _ops.Differentiate(_loss!, samples, out value)
            ?? throw new ArgumentException("the loss does not depend on the samples: its tensor has no graph back to them", name);
        if (_loss is null)
        {
            TensorShapes.RequireEqual(_ops, cotangent, name, samples, "the samples");
        }

        if (nonFinite == NonFinite.Stop && _ops.FirstNonFiniteRow(cotangent) is >= 0 and int row)
        {
            throw new ArgumentException($"the samples' cotangent is not finite in row {row} of the batch", name);
        }

        return _ops.Copy(cotangent);
    }
}
