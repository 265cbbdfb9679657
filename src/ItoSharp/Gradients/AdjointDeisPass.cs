using System.Numerics;

namespace ItoSharp;

/// <summary>AdjointDEIS on one part of a batch: the continuous adjoint, solved from the clean to the noisy end.</summary>
internal sealed class AdjointDeisPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SamplerPlan<T> _plan;
    private readonly IDifferentiableModel<T> _model;
    private readonly RunInput<T> _input;
    private readonly AdjointGrid _grid;
    private readonly AdjointDeisOptions _options;

    // The flow of a run that thresholds is that of the thresholded prediction, and so is its adjoint.
    private readonly PredictionThreshold<T>? _thresholded;

    public AdjointDeisPass(
        SamplerPlan<T> plan,
        IDifferentiableModel<T> model,
        RunInput<T> input,
        AdjointGrid grid,
        AdjointDeisOptions options
    )
    {
        _plan = plan;
        _model = model;
        _input = input;
        _grid = grid;
        _options = options;
        _thresholded = input.Options.Thresholding is { } thresholding ? new(thresholding, model.Predicts, model.Dimension) : null;
        Conditions = input.Conditions.Cotangents();
        Parameters = new T[model.ParameterCount];
    }

    /// <summary>Of each condition that held on the way.</summary>
    public T[][] Conditions { get; }

    public T[] Parameters { get; }

    /// <summary>The model evaluations of this pass.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Takes the samples' cotangent, in place, to the start state's.</summary>
    /// <param name="a">The adjoint state.</param>
    /// <param name="tape">The states at the forward nodes, the last one included.</param>
    public void Run(T[] a, Tape<T> tape)
    {
        ForwardStates<T> states = new(_plan, _input, tape);
        T[] state = new T[a.Length];
        Products now = new(this, a.Length);
        Products before = new(this, a.Length);
        T[] prediction = new T[_options.States == AdjointStates.Recomputed ? a.Length : 0];
        tape.State(tape.Count - 1).CopyTo(state, 0);
        for (int i = 0; i < _grid.Rows.Length; i++)
        {
            _input.Options.Cancellation.ThrowIfCancellationRequested();
            ProcessPoint t = _grid.Points[i];
            if (_options.States == AdjointStates.Recorded)
            {
                states.At(t, state);
            }

            // On the step's interval, which begins after a jump at its noisy end.
            int part = _grid.Parts[i];
            T[] condition = Conditions[part];
            now.Fill(this, i, t, _input.Conditions[part].Span, state, a);
            double[] row = _grid.Rows[i];
            Elementwise.ScaleAdd(a, row[0], row[1], now.X);
            Elementwise.ScaleAdd(condition, 1, row[3], now.Condition);
            Elementwise.ScaleAdd(Parameters, 1, row[3], now.Parameters);
            if (row[2] != 0)
            {
                Elementwise.ScaleAdd(a, 1, row[2], before.X);
                Elementwise.ScaleAdd(condition, 1, row[4], before.Condition);
                Elementwise.ScaleAdd(Parameters, 1, row[4], before.Parameters);
            }

            if (_options.States == AdjointStates.Recomputed && i + 1 < _grid.Rows.Length)
            {
                Invert(t, _grid.Points[i + 1], _input.Conditions[part].Span, state, prediction);
            }

            (now, before) = (before, now);
        }
    }

    /// <summary>The DDIM step from t back to the noisier s: x_s = (alpha_s/alpha_t) x_t + (sigma_s - sigma_t alpha_s/alpha_t) eps.</summary>
    private void Invert(in ProcessPoint t, in ProcessPoint s, ReadOnlySpan<T> condition, T[] state, T[] prediction)
    {
        Evaluate(t, condition, state, prediction);
        _thresholded?.Apply(t, state, _input.Mean.Span, prediction);
        Conversion noise = Conversion.At(t, Predicts, Prediction.Noise);
        double gain = s.Alpha / t.Alpha;
        double weight = s.Sigma - t.Sigma * gain;
        Elementwise.ScaleAdd(state, gain + weight * noise.X, weight * noise.Model, prediction);
        if (!_input.Mean.IsEmpty)
        {
            Elementwise.ScaleAdd(state, 1, 1 - gain + weight * noise.Mean, _input.Mean.Span);
        }
    }

    private void Evaluate(in ProcessPoint point, ReadOnlySpan<T> condition, T[] state, T[] prediction)
    {
        _model.Evaluate(new(state, _input.Rows, point.Time, condition), prediction);
        Evaluations++;
    }

    /// <summary>What the flow takes predictions for.</summary>
    private Prediction Predicts => _thresholded is null ? _model.Predicts : Prediction.Data;

    /// <summary>The vector-Jacobian products a' dm/dx, a' dm/dz and a' dm/dtheta at one node.</summary>
    private sealed class Products(AdjointDeisPass<T> pass, int length)
    {
        private readonly T[] _cotangent = new T[length];
        private readonly T[] _raw = new T[pass._thresholded is null ? 0 : length];
        private readonly T[] _direct = new T[pass._thresholded is null ? 0 : length];

        public T[] X { get; } = new T[length];

        public T[] Condition { get; } = new T[pass.Conditions[0].Length];

        public T[] Parameters { get; } = new T[pass.Parameters.Length];

        public void Fill(AdjointDeisPass<T> pass, int step, in ProcessPoint point, ReadOnlySpan<T> condition, T[] state, T[] a)
        {
            PredictionThreshold<T>? threshold = pass._thresholded;
            Conversion conversion = Conversion.At(point, pass.Predicts, pass._options.Form);
            Elementwise.ScaleAdd(_cotangent, 0, conversion.Model, a);
            if (threshold is not null)
            {
                // The kinks lie where the prediction itself lies, which the vector-Jacobian product alone does not tell.
                pass.Evaluate(point, condition, state, _raw);
                Array.Clear(_direct);
                PredictionCotangents<T> thresholded = new() { State = _direct, Prediction = _cotangent };
                threshold.PullBack(point, state, pass._input.Mean.Span, _raw, thresholded);
            }

            Array.Clear(Parameters);
            ModelCotangents<T> into = new()
            {
                X = X,
                Condition = Condition,
                Parameters = Parameters,
            };
            PulledBack.Poison(into);
            pass._model.PullBack(new(state, pass._input.Rows, point.Time, condition), _cotangent, into);
            PulledBack.RequireWritten(into, pass._input, step, point.Time);
            Elementwise.ScaleAdd(X, 1, conversion.X, a);
            Elementwise.Add(_direct, X.AsSpan(0, _direct.Length));
        }
    }
}
