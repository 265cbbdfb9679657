namespace ItoSharp;

/// <summary>
/// A model that stays on the host in a device's run: at every query the states are read back and the prediction is sent. Slow, and
/// therefore asked for by name; the model's values are those of a run on the CPU.
/// </summary>
/// <param name="model">The model.</param>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ModelOnHost<T>(IModel<T> model) : IDeviceModel<T>
    where T : unmanaged
{
    private readonly IModel<T> _model = model ?? throw new ArgumentNullException(nameof(model));

    /// <inheritdoc/>
    public Prediction Predicts => _model.Predicts;

    /// <inheritdoc/>
    public int Dimension => _model.Dimension;

    /// <inheritdoc/>
    public int ConditionDimension => _model.ConditionDimension;

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction) => _model.Evaluate(input, prediction);

    /// <inheritdoc/>
    public IDeviceEvaluation<T> Open(DeviceQueue queue, int mostRows) => new Evaluation(_model);

    private sealed class Evaluation(IModel<T> model) : IDeviceEvaluation<T>
    {
        private T[] _x = [];
        private T[] _condition = [];
        private T[] _prediction = [];

        public void Evaluate(DeviceQuery<T> query)
        {
            int length = query.Batch * query.Dimension;
            if (_x.Length != length)
            {
                (_x, _prediction) = (new T[length], new T[length]);
                _condition = new T[query.Batch * query.ConditionDimension];
            }

            query.ReadX(_x);
            query.ReadCondition(_condition);
            // What the model leaves unwritten stays what the device has there.
            query.Queue.Read(query.Prediction, _prediction.AsSpan());
            model.Evaluate(new(_x, query.Batch, query.Time, _condition), _prediction);
            query.WritePrediction(_prediction);
        }

        public void Dispose() { }
    }
}
