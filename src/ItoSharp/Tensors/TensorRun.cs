using System.Numerics;

namespace ItoSharp;

/// <summary>One batch of tensors on its way through a sampler; the counterpart of <see cref="SamplerRun{T}"/>.</summary>
/// <remarks>Its tensors belong to the scope that is open when it is made.</remarks>
internal sealed class TensorRun<T, TTensor>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTensor : class, IDisposable
{
    private readonly TensorPlan<T, TTensor> _plan;
    private readonly TensorInput<TTensor> _input;
    private readonly TensorTape<TTensor>? _tape;
    private readonly SharedProgress? _progress;
    private readonly TTensor? _stage;
    private readonly TTensor? _mean;
    private readonly TTensor[] _history;
    private readonly TTensor[] _stages;

    public TensorRun(TensorPlan<T, TTensor> plan, TensorInput<TTensor> input, TensorTape<TTensor>? tape)
    {
        _plan = plan;
        _input = input;
        _tape = tape;
        _progress = input.Options.Progress is { } target ? new SharedProgress(target, plan.Rows.Length) : null;
        State = plan.Ops.Copy(input.Start);
        _stage = plan.Shape.Stages.Length > 1 ? plan.Ops.Zeros(State) : null;
        _mean = input.Options.Mean ?? (plan.Shape.AlwaysReadsMean ? plan.Ops.Zeros(State) : null);
        _history = TensorSlots<TTensor>.Zeros(plan.Ops, State, plan.Shape.RungeKutta ? 1 : plan.Shape.Slots);
        _stages = TensorSlots<TTensor>.Zeros(plan.Ops, State, plan.Shape.Stages.Length);
    }

    /// <summary>The states at the current node; written in place.</summary>
    public TTensor State { get; }

    public void Complete()
    {
        for (int n = 0; n < _plan.Rows.Length; n++)
        {
            for (int block = 0; block < _plan.Rows[n].Evaluations; block++)
            {
                _input.Options.Cancellation.ThrowIfCancellationRequested();
                using IDisposable scope = _plan.Ops.Scope();
                if (block == 0)
                {
                    LiftState(n);
                }

                Advance(n, _plan.Rows[n], block);
            }

            _progress?.StepDone(_plan.Numbers.Grid.Points[n + 1].Time);
        }

        _input.RequireFinite(State, "the state", _plan.Rows.Length - 1, _plan.Numbers.Grid.Points[^1].Time);
    }

    private void Advance(int n, StepRow row, int block)
    {
        bool last = block == row.Evaluations - 1;
        double time = row.Points[block].Time;
        TTensor query = block == 0 ? State : _stage!;
        TTensor prediction = _plan.Ask(query, time, _input);
        _tape?.Record(query, prediction);
        TTensor? noise = last && row.Stochastic ? _input.Noise((uint)n) : null;
        _tape?.RecordNoise(n, noise);
        _plan.Steps.Advance(
            new(new TensorSlots<TTensor>(row.RungeKutta ? _stages : _history, row.RungeKutta ? null : n % _history.Length))
            {
                RungeKutta = row.RungeKutta,
                Terms = row.RungeKutta ? block + 1 : row.Terms,
                X = State,
                StageOrNull = _stage,
                Prediction = prediction,
                NoiseOrNull = noise,
                MeanOrNull = _mean,
                Row = row.Block(block),
                Conversion = row.Conversions[block],
                Damping = row.Damping,
                MeanWeight = row.MeanWeights[block],
            }
        );
        if (row.RungeKutta && block == 0 && !_plan.Shape.RungeKutta)
        {
            _plan.Ops.Write(_history[n % _history.Length], _stages[0]);
        }

        if (_plan.Shape.HeavyBall)
        {
            _tape?.RecordDamped(_history[n % _history.Length]);
        }

        if (_input.Options.CheckEvaluations)
        {
            _input.RequireFinite(prediction, "the model's prediction", n, time);
            _input.RequireFinite(last ? State : _stage!, "the state", n, time);
        }
    }

    /// <summary>Where the plan asks for it (EDM's churn), takes the state back towards noise before its step is begun.</summary>
    private void LiftState(int n)
    {
        if (_plan.Rows[n].Lift is { } lift)
        {
            TTensor noise = _input.Noise((uint)n);
            _tape?.RecordNoise(n, noise);
            _plan.Steps.Lift(State, noise, _mean, lift.Gain, lift.Noise, lift.MeanWeight);
        }
    }
}
