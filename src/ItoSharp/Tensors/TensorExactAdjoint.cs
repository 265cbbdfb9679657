using System.Numerics;

namespace ItoSharp;

/// <summary>The reverse of a run on tensors: every emitted step in turn; the counterpart of <see cref="ExactAdjoint{T}"/>.</summary>
internal sealed class TensorExactAdjoint<T, TTensor>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTensor : class, IDisposable
{
    private readonly TensorPlan<T, TTensor> _plan;
    private readonly TensorInput<TTensor> _input;
    private readonly TensorTape<TTensor> _tape;
    private readonly TensorGradients<TTensor> _into;
    private readonly TensorWeightDots<TTensor>? _dots;
    private readonly TTensor[] _history;
    private readonly TTensor[] _stages;
    private readonly TTensor _prediction;
    private readonly TTensor? _stage;
    private readonly int[] _evaluations;

    /// <param name="plan">The sampler.</param>
    /// <param name="input">The run's data.</param>
    /// <param name="tape">The forward run.</param>
    /// <param name="into">The cotangents: the samples' on entry, the start's in the end.</param>
    /// <param name="numbers">Whether the cotangents of the weights and of the model's times are wanted.</param>
    public TensorExactAdjoint(
        TensorPlan<T, TTensor> plan,
        TensorInput<TTensor> input,
        TensorTape<TTensor> tape,
        TensorGradients<TTensor> into,
        bool numbers
    )
    {
        _plan = plan;
        _input = input;
        _tape = tape;
        _into = into;
        _evaluations = StepTable.FirstEvaluations(plan.Rows);
        _history = TensorSlots<TTensor>.Zeros(plan.Ops, into.X, plan.Shape.RungeKutta ? 1 : plan.Shape.Slots);
        _stages = TensorSlots<TTensor>.Zeros(plan.Ops, into.X, plan.Shape.Stages.Length);
        _prediction = plan.Ops.Zeros(into.X);
        _stage = plan.Shape.Stages.Length > 1 ? plan.Ops.Zeros(into.X) : null;
        _dots = numbers ? new(plan.Ops) : null;
        Weights = new WeightCotangents(plan.Rows, plan.Shape);
    }

    public WeightCotangents Weights { get; }

    /// <summary>Whether some evaluation had no derivative along time.</summary>
    public bool LacksTime { get; private set; }

    public void Run()
    {
        int evaluation = _evaluations[^1];
        for (int n = _plan.Rows.Length - 1; n >= 0; n--)
        {
            StepRow row = _plan.Rows[n];
            for (int block = row.Evaluations - 1; block >= 0; block--)
            {
                _input.Options.Cancellation.ThrowIfCancellationRequested();
                using IDisposable scope = _plan.Ops.Scope();
                ReverseBlock(n, row, block, --evaluation);
                if (block == 0 && row.Lift is { } lift)
                {
                    ReverseLift(n, lift, evaluation);
                }
            }
        }

        _dots?.Deliver();
    }

    private void ReverseBlock(int n, StepRow row, int block, int evaluation)
    {
        bool last = block == row.Evaluations - 1;
        PullBackWeights(n, row, block, evaluation, last ? _into.X : _stage!);
        PullBackMean(row.MeanWeights[block], last ? _into.X : _stage!);
        TTensor[] outputs = row.RungeKutta ? _stages : _history;
        int newest = row.RungeKutta ? 0 : n % _history.Length;
        if (row.RungeKutta && block == 0 && !_plan.Shape.RungeKutta)
        {
            // The first stage's prediction also entered the multistep's history.
            TTensor kept = _history[n % _history.Length];
            _plan.Ops.Add(_stages[0], 1, kept);
            _plan.Ops.Clear(kept);
        }

        _plan.Steps.AdvancePullBack(
            new(new TensorSlots<TTensor>(outputs, row.RungeKutta ? null : newest))
            {
                RungeKutta = row.RungeKutta,
                Terms = row.RungeKutta ? block + 1 : row.Terms,
                X = _into.X,
                StageOrNull = _stage,
                Prediction = _prediction,
                Row = row.Block(block),
                Conversion = row.Conversions[block],
                Damping = row.Damping,
            }
        );
        TTensor output = row.RungeKutta ? _stages[block] : _history[newest];
        PullBackConversion(n, block, evaluation, output);
        PullBackMean(row.Conversions[block].Mean, output);
        if (row.Damped)
        {
            // m = beta raw + (1 - beta) m_before: raw - m_before is what beta multiplies; raw's part is that of its conversion.
            _dots?.Add(output, _tape.Damped(evaluation - 1), value => Weights.Damped[n] += value);
        }

        _plan.Ops.Clear(output);
        PullBackModel(n, row, block, evaluation, block == 0 ? _into.X : _stage!);
    }

    private void PullBackModel(int n, StepRow row, int block, int evaluation, TTensor state)
    {
        double time = row.Points[block].Time;
        TensorProducts<TTensor> products = _into.PullBack(
            _plan.Ops,
            new(_plan.Model, _tape.State(evaluation), time, _input.Options.Condition),
            _prediction,
            withTime: _dots is not null
        );
        _into.Require(_input, products, n, time);
        if (products.X is { } x)
        {
            _plan.Ops.Add(state, 1, x);
        }

        _into.Add(_plan.Ops, 1, products);
        if (products.Time is { } times)
        {
            _dots?.AddSum(times, sum => Weights.Times[n][block] += sum);
        }
        else
        {
            LacksTime = true;
        }
    }

    /// <summary>As <see cref="ExactAdjoint{T}"/>: the target's cotangent times what the weight multiplies, in coordinates of x - mu.</summary>
    private void PullBackWeights(int n, StepRow row, int block, int evaluation, TTensor target)
    {
        if (_dots is null)
        {
            return;
        }

        double[] weights = Weights.Weights[n];
        int first = row.RungeKutta ? block * (block + 3) / 2 : 0;
        TTensor? mean = _input.Options.Mean;
        _dots.Add(target, _tape.State(evaluation - (row.RungeKutta ? block : 0)), value => weights[first] += value);
        if (mean is not null)
        {
            _dots.Add(target, mean, value => weights[first] -= value);
        }

        // A row that a coefficient table has lengthened may have more entries than there are predictions yet.
        int terms = row.RungeKutta ? block + 1 : Math.Min(weights.Length - 2, n + 1);
        for (int j = 0; j < terms; j++)
        {
            // Multistep: age j lies j steps back, each of which may itself have had several evaluations.
            int at = row.RungeKutta ? evaluation - block + j : _evaluations[n - j];
            StepRow of = row.RungeKutta ? row : _plan.Rows[n - j];
            Conversion conversion = of.Conversions[row.RungeKutta ? j : 0];
            int entry = first + 1 + j;
            if (_plan.Shape.HeavyBall)
            {
                _dots.Add(target, _tape.Damped(at), value => weights[entry] += value);
                continue;
            }

            _dots.Add(target, _tape.State(at), value => weights[entry] += conversion.X * value);
            _dots.Add(target, _tape.Prediction(at), value => weights[entry] += conversion.Model * value);
            if (mean is not null)
            {
                double onMean = conversion.Mean - (_plan.Shape.Form == Prediction.Data ? 1 : 0);
                _dots.Add(target, mean, value => weights[entry] += onMean * value);
            }
        }

        // Also where the noise's weight is 0: a level or a table may leave it. Noise that was not drawn has no cotangent.
        bool mayBeNoisy = !row.RungeKutta && _plan.Shape.Noise != Stochasticity.None && _plan.Numbers.Grid.TowardsData;
        if (mayBeNoisy && (_tape.Noise(n) ?? (_input.Replays ? _input.Noise((uint)n) : null)) is { } noise)
        {
            _dots.Add(target, noise, value => weights[^1] += value);
        }
    }

    /// <summary>The state before the lift is (x - noise z) / gain, in coordinates of x - mu.</summary>
    private void ReverseLift(int n, StepLift lift, int evaluation)
    {
        if (_dots is not null)
        {
            (double Gain, double Noise)[] lifts = Weights.Lifts;
            TTensor z = _tape.Noise(n) ?? _input.Noise((uint)n);
            _dots.Add(_into.X, z, value => lifts[n] = (lifts[n].Gain - lift.Noise * value / lift.Gain, lifts[n].Noise + value));
            _dots.Add(_into.X, _tape.State(evaluation), value => lifts[n].Gain += value / lift.Gain);
            if (_input.Options.Mean is { } mean)
            {
                _dots.Add(_into.X, mean, value => lifts[n].Gain -= value / lift.Gain);
            }
        }

        PullBackMean(lift.MeanWeight, _into.X);
        _plan.Steps.LiftPullBack(_into.X, lift.Gain);
    }

    private void PullBackMean(double weight, TTensor cotangent)
    {
        if (_into.Mean is { } mean)
        {
            _plan.Ops.Add(mean, weight, cotangent);
        }
    }

    private void PullBackConversion(int n, int block, int evaluation, TTensor output)
    {
        if (_dots is null)
        {
            return;
        }

        PredictionMap[] maps = Weights.Conversions[n];
        _dots.Add(output, _tape.State(evaluation), value => maps[block] = maps[block] with { State = maps[block].State + value });
        _dots.Add(output, _tape.Prediction(evaluation), value => maps[block] = maps[block] with { Model = maps[block].Model + value });
        if (_input.Options.Mean is { } mean)
        {
            bool data = _plan.Numbers.Model.Predicts == Prediction.Data;
            _dots.Add(output, mean, value => maps[block] = new(maps[block].State - value, maps[block].Model - (data ? value : 0)));
        }
    }
}
