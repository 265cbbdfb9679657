namespace ItoSharp;

public sealed partial class GaussianMixtureModel<T> : IDeviceModel<T>
{
    /// <summary>
    /// The denoiser as kernels. They compute in T (<see cref="Evaluate"/> in double), with sums in an order of their own: in double
    /// predictions agree to about 1e-12 of their size, in float to about 1e-5.
    /// </summary>
    /// <param name="queue">The queue of a run.</param>
    /// <param name="mostRows">The rows that a query has at most.</param>
    public IDeviceEvaluation<T> Open(DeviceQueue queue, int mostRows)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostRows, 1);
        return new OnDevice(this, queue, mostRows);
    }

    private sealed class OnDevice : IDeviceEvaluation<T>
    {
        private readonly GaussianMixtureModel<T> _model;
        private readonly GaussianMixture _law;
        private readonly DeviceQueue _queue;
        private readonly DeviceArrays _arrays;
        private readonly int _mostRows;
        private readonly int _shifts;
        private readonly int _components;
        private readonly int _combine;
        private readonly DeviceArray _map;
        private readonly DeviceArray _means;
        private readonly DeviceArray _diagonals;
        private readonly DeviceArray _factors;
        private readonly DeviceArray _inverses;
        private readonly DeviceArray _cholesky;
        private readonly DeviceArray _logWeights;
        private readonly DeviceArray _shift;
        private readonly DeviceArray _coefficients;
        private readonly DeviceArray _logs;
        private readonly T[] _buffer;

        public OnDevice(GaussianMixtureModel<T> model, DeviceQueue queue, int mostRows)
        {
            (_model, _law, _queue, _mostRows) = (model, model.Law, queue, mostRows);
            _arrays = new(queue);
            try
            {
                string text = DeviceLibrary.MixtureText(typeof(T) == typeof(float));
                const string Name = "the Gaussian mixture";
                _shifts = queue.Load(Name, text, "shifts");
                _components = queue.Load(Name, text, "components");
                _combine = queue.Load(Name, text, "combine");
                int rank = _law.Rank;
                _map = Copy(_law.ConditionMap);
                _means = Copy(_law.Means);
                _diagonals = Copy(_law.Diagonals);
                _factors = Copy(_law.Factors);
                _buffer = new T[_law.Count * Math.Max(_law.Padded, rank * rank)];
                _inverses = _arrays.Take<T>(_law.Count * _law.Padded);
                _cholesky = _arrays.Take<T>(_law.Count * rank * rank);
                _logWeights = _arrays.Take<T>(_law.Count);
                _shift = _arrays.Copy<T>(new T[mostRows * _law.Padded]);
                _coefficients = _arrays.Take<T>((long)mostRows * _law.Count * rank);
                _logs = _arrays.Take<T>((long)mostRows * _law.Count);
            }
            catch
            {
                _arrays.Dispose();
                throw;
            }
        }

        public void Evaluate(DeviceQuery<T> query)
        {
            ArgumentNullException.ThrowIfNull(query);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Batch, _mostRows);
            MixtureAtTime at = _model.times.At(query.Time);
            PredictionForm form = new(_model.Predicts, at.Point);
            Send(_inverses, at.InverseDiagonals);
            Send(_cholesky, at.Cholesky);
            Span<T> logWeights = _buffer.AsSpan(0, _law.Count);
            for (int k = 0; k < _law.Count; k++)
            {
                logWeights[k] = T.CreateTruncating(_law.LogWeights[k] - 0.5 * at.LogDeterminants[k]);
            }

            _queue.Write<T>(_logWeights, logWeights);
            (int rows, int d, int padded, int rank) = (query.Batch, _law.Dimension, _law.Padded, _law.Rank);
            if (query.Condition is { } condition)
            {
                _queue.Launch(_shifts, (long)rows * padded, [condition, _map, _shift, rows, padded, _law.ConditionDimension]);
            }

            DeviceArgument alpha = Number(at.Point.Alpha);
            _queue.Launch(
                _components,
                (long)rows * _law.Count,
                [
                    query.X,
                    _shift,
                    _means,
                    _factors,
                    _inverses,
                    _cholesky,
                    _logWeights,
                    _coefficients,
                    _logs,
                    rows,
                    _law.Count,
                    d,
                    padded,
                    rank,
                    alpha,
                ]
            );
            _queue.Launch(
                _combine,
                (long)rows * d,
                [
                    query.X,
                    _shift,
                    _means,
                    _diagonals,
                    _factors,
                    _inverses,
                    _coefficients,
                    _logs,
                    query.Prediction,
                    rows,
                    _law.Count,
                    d,
                    padded,
                    rank,
                    alpha,
                    Number(form.Data),
                    Number(form.Precision),
                ]
            );
        }

        public void Dispose() => _arrays.Dispose();

        private static DeviceArgument Number(double value) => DeviceArgument.Of(T.CreateTruncating(value));

        private DeviceArray Copy(double[] values) => _arrays.Copy<T>(Array.ConvertAll(values, T.CreateTruncating));

        private void Send(DeviceArray target, ReadOnlySpan<double> values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                _buffer[i] = T.CreateTruncating(values[i]);
            }

            _queue.Write<T>(target, _buffer.AsSpan(0, values.Length));
        }
    }
}
