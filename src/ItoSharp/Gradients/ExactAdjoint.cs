using System.Numerics;

namespace ItoSharp;

/// <summary>The reverse of one part's run: every emitted step is reversed in turn (samplers note C.6).</summary>
internal sealed class ExactAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SamplerPlan<T> _plan;
    private readonly IDifferentiableModel<T> _model;
    private readonly RunInput<T> _input;
    private readonly SamplerRun<T> _run;
    private readonly Tape<T> _tape;
    private readonly bool _wantsTime;
    private readonly T[][] _history;
    private readonly T[][] _stages;
    private readonly T[] _prediction;
    private readonly T[] _stage;
    private readonly T[] _noise;
    private readonly T[] _modelX;
    private readonly T[] _modelCondition;
    private readonly double[] _time;
    private readonly int[] _evaluations;
    private readonly RunHooks<T>? _hooks;

    public ExactAdjoint(
        SamplerPlan<T> plan,
        IDifferentiableModel<T> model,
        RunInput<T> input,
        SamplerRun<T> run,
        Tape<T> tape,
        bool wantsTime
    )
    {
        _plan = plan;
        _model = model;
        _input = input;
        _run = run;
        _tape = tape;
        _wantsTime = wantsTime;
        _evaluations = StepTable.FirstEvaluations(plan.Rows);
        int length = run.State.Length;
        _hooks = RunHooks<T>.For(plan, input, length);
        SolverShape shape = plan.Kernels.Shape;
        _history = Buffers.Of<T>(shape.RungeKutta ? 1 : shape.Slots, length);
        _stages = Buffers.Of<T>(shape.Stages.Length, length);
        _prediction = new T[length];
        _stage = new T[shape.Stages.Length > 1 ? length : 0];
        _noise = new T[shape.Noise == Stochasticity.None && !shape.Churn ? 0 : length];
        _modelX = new T[length];
        _modelCondition = new T[input.Rows * model.ConditionDimension];
        _time = new double[wantsTime ? input.Rows : 0];
        Condition = new T[_modelCondition.Length];
        Parameters = new T[model.ParameterCount];
        Mean = new T[input.Mean.Length];
        Known = new T[input.Known is null ? 0 : length];
        Weights = new WeightCotangents(plan.Rows, shape);
    }

    public T[] Condition { get; }

    public T[] Parameters { get; }

    /// <summary>The cotangent of a mean-reverting process's mean, as far as the steps reach it: the model has none.</summary>
    public T[] Mean { get; }

    /// <summary>Of the known values of inpainting; empty without.</summary>
    public T[] Known { get; }

    public WeightCotangents Weights { get; }

    /// <summary>Takes the samples' cotangent, in place, to the start state's.</summary>
    public void Run(T[] x)
    {
        int evaluation = _tape.Count;
        for (int n = _plan.Rows.Length - 1; n >= 0; n--)
        {
            StepRow row = _plan.Rows[n];
            if (_hooks?.Mask is { } mask)
            {
                Weights.AddTo(n + 1, mask.PullBack(n + 1, x, Known, Mean));
            }

            for (int block = row.Evaluations - 1; block >= 0; block--)
            {
                _input.Options.Cancellation.ThrowIfCancellationRequested();
                evaluation--;
                ReverseBlock(n, row, block, evaluation, x);
            }

            if (row.Lift is { } lift)
            {
                ReverseLift(n, lift, evaluation, x);
            }
        }
    }

    private void ReverseBlock(int n, StepRow row, int block, int evaluation, T[] x)
    {
        bool last = block == row.Evaluations - 1;
        PullBackWeights(n, row, block, evaluation, last ? x : _stage);
        PullBackMean(row.MeanWeights[block], last ? x : _stage);
        T[][] outputs = row.RungeKutta ? _stages : _history;
        int newest = row.RungeKutta ? 0 : n % _history.Length;
        if (row.RungeKutta && block == 0 && !_plan.Kernels.Shape.RungeKutta)
        {
            // The first stage's prediction also entered the multistep's history.
            Elementwise.Add(_history[n % _history.Length], _stages[0]);
            Array.Clear(_history[n % _history.Length]);
        }

        FieldStepCotangent<T> operands = new(new OutputSlots<T>(outputs, newest, x.Length))
        {
            RungeKutta = row.RungeKutta,
            Terms = row.RungeKutta ? block + 1 : row.Terms,
            X = x,
            Stage = _stage,
            Prediction = _prediction,
            Row = row.Block(block),
            Conversion = Conversion(row, block),
            Damping = row.Damping,
        };
        _plan.Updates[n].AdvancePullBack(operands);
        T[] output = row.RungeKutta ? _stages[block] : _history[newest];
        PullBackConversion(n, row, block, evaluation, output);
        PullBackMean(Conversion(row, block).Mean, output);
        if (row.Damped)
        {
            // m = beta raw + (1 - beta) m_before: raw - m_before is what beta multiplies; raw's part is that of its conversion.
            Weights.Damped[n] += Elementwise.Dot(output, _tape.Damped(evaluation - 1), default);
        }

        Array.Clear(output);
        if (_hooks?.Threshold is { } threshold)
        {
            ProcessPoint at = row.Points[block];
            PredictionCotangents<T> into = new()
            {
                State = block == 0 ? x : _stage,
                Mean = Mean,
                Prediction = _prediction,
            };
            Weights.ToData[n][block] = threshold.PullBack(at, _tape.State(evaluation), _input.Mean.Span, _tape.Raw(evaluation), into);
        }

        PullBackModel(n, row, block, evaluation, block == 0 ? x : _stage);
    }

    private void PullBackModel(int n, StepRow row, int block, int evaluation, T[] state)
    {
        ModelInput<T> input = new(_tape.State(evaluation), _input.Rows, row.Points[block].Time, _input.Condition.Span);
        ModelCotangents<T> into = new()
        {
            X = _modelX,
            Condition = _modelCondition,
            Parameters = Parameters,
            Time = _time,
        };
        PulledBack.Poison(into);
        _model.PullBack(input, _prediction, into);
        PulledBack.RequireWritten(into, _input, n, row.Points[block].Time);
        Elementwise.Add(_modelX, state);
        Elementwise.Add(_modelCondition, Condition);
        if (_wantsTime)
        {
            foreach (double time in _time)
            {
                Weights.Times[n][block] += time;
            }
        }
    }

    /// <summary>d loss / d weight = the target's cotangent times what the weight multiplies, in coordinates of x - mu.</summary>
    private void PullBackWeights(int n, StepRow row, int block, int evaluation, ReadOnlySpan<T> target)
    {
        Span<double> weights = row.RungeKutta ? Weights.Weights[n].AsSpan(block * (block + 3) / 2, block + 2) : Weights.Weights[n];
        ReadOnlySpan<T> mean = _input.Mean.Span;
        weights[0] += Elementwise.Dot(target, _tape.State(evaluation - (row.RungeKutta ? block : 0)), mean);
        // A row that a coefficient table has lengthened may have more entries than there are predictions yet.
        int terms = row.RungeKutta ? block + 1 : Math.Min(weights.Length - 2, n + 1);
        for (int j = 0; j < terms; j++)
        {
            // Multistep: age j lies j steps back, each of which may itself have had several evaluations.
            int at = row.RungeKutta ? evaluation - block + j : _evaluations[n - j];
            StepRow of = row.RungeKutta ? row : _plan.Rows[n - j];
            weights[1 + j] += _plan.Kernels.Shape.HeavyBall
                ? Elementwise.Dot(target, _tape.Damped(at), default)
                : Elementwise.DotOutput(
                    target,
                    _tape.State(at),
                    _tape.Prediction(at),
                    mean,
                    Conversion(of, row.RungeKutta ? j : 0),
                    _plan.Kernels.Shape.Form == Prediction.Data
                );
        }

        // Also where the noise's weight is 0: a level or a table may leave it.
        if (!row.RungeKutta && _plan.Kernels.Shape.Noise != Stochasticity.None && _plan.Grid.TowardsData)
        {
            _run.FillNoise(n, _noise);
            weights[^1] += Elementwise.Dot(target, _noise, default);
        }
    }

    private void PullBackMean(double weight, ReadOnlySpan<T> cotangent)
    {
        if (Mean.Length > 0)
        {
            Elementwise.ScaleAdd(Mean, 1, weight, cotangent);
        }
    }

    /// <summary>The state before the lift is (x - noise z) / gain, in coordinates of x - mu.</summary>
    private void ReverseLift(int n, StepLift lift, int evaluation, T[] x)
    {
        _run.FillNoise(n, _noise);
        double noise = Elementwise.Dot(x, _noise, default);
        double lifted = Elementwise.Dot(x, _tape.State(evaluation), _input.Mean.Span);
        (double gainBar, double noiseBar) = Weights.Lifts[n];
        Weights.Lifts[n] = (gainBar + (lifted - lift.Noise * noise) / lift.Gain, noiseBar + noise);
        PullBackMean(lift.MeanWeight, x);
        _plan.Kernels.At(n).LiftPullBack(x, lift.Gain);
    }

    private void PullBackConversion(int n, StepRow row, int block, int evaluation, ReadOnlySpan<T> output)
    {
        ReadOnlySpan<T> mean = _input.Mean.Span;
        PredictionMap before = Weights.Conversions[n][block];
        Weights.Conversions[n][block] = new(
            before.State + Elementwise.Dot(output, _tape.State(evaluation), mean),
            before.Model + Elementwise.Dot(output, _tape.Prediction(evaluation), Predicts == Prediction.Data ? mean : default)
        );
    }

    /// <summary>What the steps took their predictions for.</summary>
    private Prediction Predicts => _hooks?.Threshold is null ? _model.Predicts : Prediction.Data;

    private Conversion Conversion(StepRow row, int block) => _hooks?.Conversion(row, block) ?? row.Conversions[block];
}
