using System.Numerics;

namespace ItoSharp;

/// <summary>What a step adds to u, and its reverse. State and stages are in double; the model is asked in its own type.</summary>
internal sealed class Increment<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IDifferentiableModel<T> _model;
    private readonly RunInput<T> _input;
    private readonly double[][] _states;
    private readonly double[][] _predictions;
    private readonly double[] _start;
    private readonly T[] _x;
    private readonly T[] _y;
    private readonly T[] _cotangent;
    private readonly T[] _modelCondition;

    public Increment(IDifferentiableModel<T> model, RunInput<T> input, int stages, int length)
    {
        _model = model;
        _input = input;
        _states = Buffers.Of<double>(stages, length);
        _predictions = Buffers.Of<double>(stages, length);
        _start = new double[stages == 1 ? 0 : length];
        _x = new T[length];
        _y = new T[length];
        _cotangent = new T[length];
        _modelCondition = new T[input.Rows * model.ConditionDimension];
        Conditions = input.Conditions.Cotangents();
        Parameters = new T[model.ParameterCount];
    }

    /// <summary>Of each condition that held on the way.</summary>
    public T[][] Conditions { get; }

    public T[] Parameters { get; }

    public int Evaluations { get; private set; }

    public int PullBacks { get; private set; }

    /// <summary>Writes what the step adds to u; its stages stay for <see cref="PullBack"/>.</summary>
    public void Write(OneStepMap map, int step, ReadOnlySpan<double> u, Span<double> increment)
    {
        double[] start = _states[0];
        for (int i = 0; i < u.Length; i++)
        {
            start[i] = map.From * u[i];
        }

        for (int block = 0; block < map.Stages; block++)
        {
            Predict(map, step, block);
            ReadOnlySpan<double> row = map.Block(block);
            bool last = block == map.Stages - 1;
            Span<double> target = last ? increment : _states[block + 1];
            double gain = last ? map.Remainder : row[0];
            double scale = last ? 1 / map.To : 1;
            for (int i = 0; i < target.Length; i++)
            {
                double sum = gain * (last ? u[i] : start[i]);
                for (int j = 0; j <= block; j++)
                {
                    sum += scale * row[1 + j] * _predictions[j][i];
                }

                target[i] = sum;
            }
        }
    }

    /// <summary>Adds the reverse of the last <see cref="Write"/>, times a sign, to u's cotangent.</summary>
    public void PullBack(OneStepMap map, int step, double sign, ReadOnlySpan<double> cotangent, Span<double> u)
    {
        int last = map.Stages - 1;
        double[] start = _start;
        Array.Clear(start);
        foreach (double[] bar in _predictions.AsSpan(0, map.Stages))
        {
            Array.Clear(bar);
        }

        ReadOnlySpan<double> row = map.Block(last);
        for (int i = 0; i < u.Length; i++)
        {
            double value = sign * cotangent[i];
            u[i] += map.Remainder * value;
            for (int j = 0; j <= last; j++)
            {
                _predictions[j][i] += row[1 + j] / map.To * value;
            }
        }

        for (int block = last; block >= 0; block--)
        {
            // The stage's state gives way to its cotangent.
            double[] state = _states[block];
            PullBackModel(map, step, block, state);
            if (block == 0)
            {
                for (int i = 0; i < u.Length; i++)
                {
                    u[i] += map.From * (state[i] + (start.Length == 0 ? 0 : start[i]));
                }

                continue;
            }

            ReadOnlySpan<double> before = map.Block(block - 1);
            for (int i = 0; i < u.Length; i++)
            {
                start[i] += before[0] * state[i];
                for (int j = 0; j < block; j++)
                {
                    _predictions[j][i] += before[1 + j] * state[i];
                }
            }
        }
    }

    private void Predict(OneStepMap map, int step, int block)
    {
        ModelInput<T> input = Input(_states[block], map.Points[block].Time);
        _y.AsSpan().Fill(T.NaN);
        _model.Evaluate(input, _y);
        Evaluations++;
        ReadOnlySpan<T> mean = _input.Mean.Span;
        Conversion conversion = map.Conversions[block];
        bool centred = !mean.IsEmpty && _model.Predicts == Prediction.Data;
        double[] to = _predictions[block];
        for (int i = 0; i < to.Length; i++)
        {
            double y = double.CreateTruncating(_y[i]) - (centred ? double.CreateTruncating(mean[i]) : 0);
            to[i] = conversion.X * _states[block][i] + conversion.Model * y;
            if (!double.IsFinite(to[i]) && _input.Options.NonFinite == NonFinite.Stop)
            {
                int row = i / (to.Length / _input.Rows);
                throw new NonFiniteStateException(
                    "the model's prediction (entries it left unwritten are NaN) or the state",
                    _input.Options.FirstSample + (ulong)(_input.First + row),
                    step,
                    map.Points[block].Time,
                    to[i]
                );
            }
        }
    }

    private void PullBackModel(OneStepMap map, int step, int block, double[] state)
    {
        double[] bar = _predictions[block];
        Conversion conversion = map.Conversions[block];
        for (int i = 0; i < bar.Length; i++)
        {
            _cotangent[i] = T.CreateTruncating(conversion.Model * bar[i]);
        }

        ModelInput<T> input = Input(state, map.Points[block].Time);
        ModelCotangents<T> into = new()
        {
            X = _y,
            Condition = _modelCondition,
            Parameters = Parameters,
        };
        PulledBack.Poison(into);
        _model.PullBack(input, _cotangent, into);
        PulledBack.RequireWritten(into, _input, step, map.Points[block].Time);
        PullBacks++;
        Elementwise.Add<T>(_modelCondition, Conditions[_input.Conditions.At(map.Points[block].Time)]);
        for (int i = 0; i < bar.Length; i++)
        {
            state[i] = conversion.X * bar[i] + double.CreateTruncating(_y[i]);
        }
    }

    private ModelInput<T> Input(double[] state, double time)
    {
        ReadOnlySpan<T> mean = _input.Mean.Span;
        for (int i = 0; i < _x.Length; i++)
        {
            _x[i] = T.CreateTruncating(state[i] + (mean.IsEmpty ? 0 : double.CreateTruncating(mean[i])));
        }

        return new(_x, _input.Rows, time, _input.ConditionAt(time).Span);
    }
}
