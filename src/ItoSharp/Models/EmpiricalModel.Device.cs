namespace ItoSharp;

public sealed partial class EmpiricalModel<T> : IDeviceModel<T>
{
    // The weights of so many rows lie in the device's memory at a time.
    private const int RowsAtOnce = 64;

    /// <summary>
    /// The denoiser as kernels; the data lie twice in the device's memory, by rows and by columns. They compute in T (<see cref="Evaluate"/>
    /// in double), with sums in an order of their own: in double predictions agree to about 1e-12 of their size, in float to about 1e-4
    /// where several data rows share a posterior (the error of their distances, over sigma^2), else to 1e-6.
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
        private readonly EmpiricalModel<T> _model;
        private readonly DeviceQueue _queue;
        private readonly DeviceArrays _arrays;
        private readonly int _most;
        private readonly int _parts;
        private readonly int _exponents;
        private readonly int _partSums;
        private readonly int _normalise;
        private readonly int _combine;
        private readonly int _gather;
        private readonly DeviceArray _data;
        private readonly DeviceArray _columns;
        private readonly DeviceArray _weights;
        private readonly DeviceArray _largest;
        private readonly DeviceArray _sums;
        private readonly DeviceArray _mixed;

        public OnDevice(EmpiricalModel<T> model, DeviceQueue queue, int mostRows)
        {
            (_model, _queue, _most) = (model, queue, Math.Min(mostRows, RowsAtOnce));
            _parts = Math.Min(DeviceLibrary.EmpiricalParts, model.Count);
            _arrays = new(queue);
            try
            {
                string text = DeviceLibrary.EmpiricalText(typeof(T) == typeof(float));
                int Load(string kernel) => queue.Load("the empirical denoiser", text, kernel);
                (_exponents, _partSums, _normalise) = (Load("exponents"), Load("part_sums"), Load("normalise"));
                (_combine, _gather) = (Load("combine"), Load("gather"));
                (long count, int dimension) = (model.Count, model.Dimension);
                _data = _arrays.Take<T>(count * dimension);
                _columns = _arrays.Take<T>(count * dimension);
                _weights = _arrays.Take<T>(_most * count);
                _largest = _arrays.Take<T>((long)_most * _parts);
                _sums = _arrays.Take<T>((long)_most * _parts);
                _mixed = _arrays.Take<T>((long)_most * _parts * dimension);
                Send();
                queue.Launch(Load("transpose"), count * dimension, [_data, _columns, model.Count, dimension]);
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
            ProcessPoint point = _model.PointAt(query.Time);
            PredictionForm form = new(_model.Predicts, point);
            double variance = point.Sigma * point.Sigma;
            DeviceArgument alpha = Number(point.Alpha);
            (int count, int dimension) = (_model.Count, _model.Dimension);
            for (int before = 0; before < query.Batch; before += _most)
            {
                int rows = Math.Min(_most, query.Batch - before);
                long tiles = (rows + DeviceLibrary.EmpiricalTile - 1) / DeviceLibrary.EmpiricalTile;
                _queue.Launch(
                    _exponents,
                    tiles * count,
                    [query.X, _columns, _weights, before, rows, count, dimension, alpha, Number(-0.5 / variance)]
                );
                _queue.Launch(_partSums, (long)rows * _parts, [_weights, _largest, _sums, rows, count, _parts]);
                _queue.Launch(_normalise, (long)rows * count, [_weights, _largest, _sums, rows, count, _parts]);
                _queue.Launch(
                    _combine,
                    tiles * _parts * dimension,
                    [
                        query.X,
                        _data,
                        _weights,
                        _mixed,
                        before,
                        rows,
                        count,
                        dimension,
                        _parts,
                        alpha,
                        Number(form.Data),
                        Number(form.Precision / variance),
                    ]
                );
                _queue.Launch(_gather, (long)rows * dimension, [_mixed, query.Prediction, before, rows, dimension, _parts]);
            }
        }

        public void Dispose() => _arrays.Dispose();

        private static DeviceArgument Number(double value) => DeviceArgument.Of(T.CreateTruncating(value));

        // Row by row in pieces: the host has no second copy of the data.
        private unsafe void Send()
        {
            const int PieceRows = 1024;
            int dimension = _model.Dimension;
            T[] piece = new T[Math.Min(PieceRows, _model.Count) * dimension];
            for (int first = 0; first < _model.Count; first += PieceRows)
            {
                int rows = Math.Min(PieceRows, _model.Count - first);
                for (int row = 0; row < rows; row++)
                {
                    Rows.Store(_model.Row(first + row), piece.AsSpan(row * dimension, dimension));
                }

                ReadOnlySpan<T> filled = piece.AsSpan(0, rows * dimension);
                _queue.Write(_data, (long)first * dimension * sizeof(T), System.Runtime.InteropServices.MemoryMarshal.AsBytes(filled));
            }
        }
    }
}
