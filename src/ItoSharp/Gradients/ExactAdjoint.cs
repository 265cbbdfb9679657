using System.Numerics;

namespace ItoSharp;

/// <summary>The reverse of one part's run: every emitted step is reversed in turn (samplers note C.6).</summary>
internal sealed class ExactAdjoint<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SamplerPlan<T> _plan;
    private readonly IDifferentiableModel<T> _model;
    private readonly RunInput<T> _input;
    private readonly bool _wantsTime;
    private readonly PredictionHistory<T> _history;
    private readonly T[][] _stages;
    private readonly T[] _prediction;
    private readonly T[] _stage;
    private readonly T[] _noise;
    private readonly T[] _modelX;
    private readonly T[] _modelCondition;
    private readonly double[] _time;
    private readonly int[] _evaluations;
    private readonly T[] _converted;
    private readonly RunHooks<T>? _hooks;

    // What the present step reads of the forward run. The tape starts with the evaluation of this number, and predictions that were
    // made before it are those that the run has kept.
    private Tape<T> _tape = new(predictions: true);
    private PredictionHistory<T>? _kept;
    private int _first;

    public ExactAdjoint(SamplerPlan<T> plan, IDifferentiableModel<T> model, RunInput<T> input, int length, bool wantsTime)
    {
        _plan = plan;
        _model = model;
        _input = input;
        _wantsTime = wantsTime;
        _evaluations = StepTable.FirstEvaluations(plan.Rows);
        _hooks = RunHooks<T>.For(plan, input, length);
        SolverShape shape = plan.Kernels.Shape;
        _history = new(shape, length);
        _stages = Buffers.Of<T>(shape.Stages.Length, length);
        _prediction = new T[length];
        _stage = new T[shape.Stages.Length > 1 ? length : 0];
        _noise = new T[shape.Noise == Stochasticity.None && !shape.Churn ? 0 : length];
        _converted = new T[length];
        _modelX = new T[length];
        _modelCondition = new T[input.Rows * model.ConditionDimension];
        _time = new double[wantsTime ? input.Rows : 0];
        Conditions = input.Conditions.Cotangents();
        Parameters = new T[model.ParameterCount];
        Mean = new T[input.Mean.Length];
        Known = new T[input.Known is null ? 0 : length];
        Weights = new WeightCotangents(plan.Rows, shape);
    }

    /// <summary>Of each condition that held on the way.</summary>
    public T[][] Conditions { get; }

    public T[] Parameters { get; }

    /// <summary>The cotangent of a mean-reverting process's mean, as far as the steps reach it: the model has none.</summary>
    public T[] Mean { get; }

    /// <summary>Of the known values of inpainting; empty without.</summary>
    public T[] Known { get; }

    public WeightCotangents Weights { get; }

    /// <summary>Takes the samples' cotangent, in place, to the start state's.</summary>
    /// <param name="tape">All evaluations of the forward run.</param>
    /// <param name="x">The cotangent.</param>
    public void Run(Tape<T> tape, T[] x)
    {
        (_tape, _kept, _first) = (tape, null, 0);
        for (int n = _plan.Rows.Length - 1; n >= 0; n--)
        {
            Step(n, x);
        }
    }

    /// <summary>Reverses one step, in the order from the last one to the first.</summary>
    /// <param name="n">The step.</param>
    /// <param name="tape">Its evaluations alone.</param>
    /// <param name="kept">The predictions that a run has kept after the step.</param>
    /// <param name="x">The cotangent of the step's end, in place.</param>
    public void RunStep(int n, Tape<T> tape, PredictionHistory<T> kept, T[] x)
    {
        (_tape, _kept, _first) = (tape, kept, _evaluations[n]);
        Step(n, x);
    }

    private void Step(int n, T[] x)
    {
        StepRow row = _plan.Rows[n];
        if (_hooks?.Mask is { } mask)
        {
            Weights.AddTo(n + 1, mask.PullBack(n + 1, x, Known, Mean));
        }

        for (int block = row.Evaluations - 1; block >= 0; block--)
        {
            _input.Options.Cancellation.ThrowIfCancellationRequested();
            ReverseBlock(n, row, block, _evaluations[n] + block, x);
        }

        if (row.Lift is { } lift)
        {
            ReverseLift(n, lift, _evaluations[n], x);
        }
    }

    private void ReverseBlock(int n, StepRow row, int block, int evaluation, T[] x)
    {
        bool last = block == row.Evaluations - 1;
        PullBackWeights(n, row, block, evaluation, last ? x : _stage);
        PullBackMean(row.MeanWeights[block], last ? x : _stage);
        T[] kept = _history.Newest(n, row.Form);
        if (row.RungeKutta && block == 0 && !_plan.Kernels.Shape.RungeKutta)
        {
            // The first stage's prediction also entered the multistep's history.
            Elementwise.Add(kept, _stages[0]);
            Array.Clear(kept);
        }

        T[] output = row.RungeKutta ? _stages[block] : kept;
        StepCorrection? correction = block == 0 ? row.Before : null;
        Conversion own = Conversion(row, block);
        // After a correction the step took its prediction as it was converted before.
        Conversion taken = correction is null ? own : new(0, 1, 0);
        FieldStepCotangent<T> operands = new(row.RungeKutta ? new OutputSlots<T>(_stages, 0, x.Length) : _history.Slots(n, row.Form))
        {
            RungeKutta = row.RungeKutta,
            Terms = row.RungeKutta ? block + 1 : row.Terms,
            X = x,
            Stage = _stage,
            Prediction = _prediction,
            Row = row.Block(block),
            Conversion = taken,
            Damping = row.Damping,
        };
        _plan.Updates[n].AdvancePullBack(operands);
        if (correction is not null)
        {
            PullBackCorrection(n, row, correction, output, x);
            Elementwise.ScaleAdd<T>(x, 1, own.X, output);
            Elementwise.ScaleAdd<T>(_prediction, 0, own.Model, output);
        }

        Weights.Conversions[n][block] = Sum(Weights.Conversions[n][block], PullBackConversion(evaluation, output));
        PullBackMean(own.Mean, output);
        if (block == 0 && row.OtherConversion is not null)
        {
            PullBackOther(n, row, evaluation, x);
        }

        if (row.Damped)
        {
            // m = beta raw + (1 - beta) m_before: raw - m_before is what beta multiplies; raw's part is that of its conversion.
            Weights.Damped[n] += Elementwise.Dot(output, Damped(n, n - 1), default);
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
            Weights.ToData[n][block] = threshold.PullBack(at, State(evaluation), _input.Mean.Span, _tape.Raw(evaluation - _first), into);
        }

        PullBackModel(n, row, block, evaluation, block == 0 ? x : _stage);
    }

    /// <summary>The reverse of a correction done by itself: x += sum_j d_j m_(n-j), of which the newest may be this step's own.</summary>
    private void PullBackCorrection(int n, StepRow row, StepCorrection correction, T[] own, T[] x)
    {
        OutputSlots<T> outputs = _history.Slots(n, correction.Form);
        for (int j = 0; j < correction.Weights.Length; j++)
        {
            Weights.Corrections[n][j] += DotKept(x, n, n - j, correction.Form);
            Span<T> to = j == 0 && correction.Form == row.Form ? own : outputs.ByAge(j);
            Elementwise.ScaleAdd<T>(to, 1, correction.Weights[j], x);
        }

        PullBackMean(correction.MeanWeight, x);
    }

    /// <summary>The reverse of keeping a step's first prediction in the other form as well.</summary>
    private void PullBackOther(int n, StepRow row, int evaluation, T[] x)
    {
        T[] output = _history.Newest(n, row.OtherForm);
        Conversion other = OtherConversion(row);
        Weights.Others[n] = Sum(Weights.Others[n], PullBackConversion(evaluation, output));
        Elementwise.ScaleAdd<T>(x, 1, other.X, output);
        Elementwise.ScaleAdd<T>(_prediction, 1, other.Model, output);
        PullBackMean(other.Mean, output);
        Array.Clear(output);
    }

    private void PullBackModel(int n, StepRow row, int block, int evaluation, T[] state)
    {
        int part = _input.Conditions.At(row.Points[block].Time);
        ModelInput<T> input = new(State(evaluation), _input.Rows, row.Points[block].Time, _input.Conditions[part].Span);
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
        Elementwise.Add(_modelCondition, Conditions[part]);
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
        weights[0] += Elementwise.Dot(target, State(evaluation - (row.RungeKutta ? block : 0)), mean);
        for (int j = 0; row.Before is { } correction && j < correction.Weights.Length; j++)
        {
            // The tape has the state before its correction.
            weights[0] += correction.Weights[j] * DotKept(target, n, n - j, correction.Form);
        }

        // A row that a coefficient table has lengthened may have more entries than there are predictions yet.
        int terms = row.RungeKutta ? block + 1 : Math.Min(weights.Length - 2, n + 1);
        for (int j = 0; j < terms; j++)
        {
            weights[1 + j] +=
                _plan.Kernels.Shape.HeavyBall ? Elementwise.Dot(target, Damped(n, n - j), default)
                : row.RungeKutta ? DotPrediction(target, evaluation - block + j, Conversion(row, j), row.Form)
                : DotKept(target, n, n - j, row.Form);
        }

        // Also where the noise's weight is 0: a level or a table may leave it.
        if (!row.RungeKutta && _plan.Kernels.Shape.Noise != Stochasticity.None && _plan.Grid.TowardsData)
        {
            _input.FillNoise(n, _noise);
            weights[^1] += Elementwise.Dot(target, _noise, default);
        }
    }

    /// <summary>
    /// A cotangent times the first prediction of a step in either form, as the run kept it: from the tape or from what the run still
    /// holds, to the same bits.
    /// </summary>
    private double DotKept(ReadOnlySpan<T> target, int current, int step, Prediction form)
    {
        ReadOnlySpan<T> mean = form == ItoSharp.Prediction.Data ? _input.Mean.Span : default;
        if (step < current && _kept is not null)
        {
            return Elementwise.Dot(target, _kept.Slots(current, form).ByAge(current - step), mean);
        }

        StepRow row = _plan.Rows[step];
        int evaluation = _evaluations[step];
        Conversion conversion = form == row.Form ? Conversion(row, 0) : OtherConversion(row);
        ConvertedPrediction.Write(conversion, State(evaluation), Prediction(evaluation), _input.Mean.Span, _converted);
        return Elementwise.Dot(target, _converted, mean);
    }

    private ReadOnlySpan<T> Damped(int current, int step) =>
        step < current && _kept is not null
            ? _kept.Slots(current, _plan.Rows[current].Form).ByAge(current - step)
            : _tape.Damped(_evaluations[step] - _first);

    private T[] State(int evaluation) => _tape.State(evaluation - _first);

    private T[] Prediction(int evaluation) => _tape.Prediction(evaluation - _first);

    private double DotPrediction(ReadOnlySpan<T> target, int evaluation, Conversion conversion, Prediction form) =>
        Elementwise.DotOutput(
            target,
            State(evaluation),
            Prediction(evaluation),
            _input.Mean.Span,
            conversion,
            form == ItoSharp.Prediction.Data
        );

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
        _input.FillNoise(n, _noise);
        double noise = Elementwise.Dot(x, _noise, default);
        double lifted = Elementwise.Dot(x, State(evaluation), _input.Mean.Span);
        (double gainBar, double noiseBar) = Weights.Lifts[n];
        Weights.Lifts[n] = (gainBar + (lifted - lift.Noise * noise) / lift.Gain, noiseBar + noise);
        PullBackMean(lift.MeanWeight, x);
        _plan.Kernels.At(n).LiftPullBack(x, lift.Gain);
    }

    /// <summary>The cotangent of a conversion, given that of what it made of an evaluation.</summary>
    private PredictionMap PullBackConversion(int evaluation, ReadOnlySpan<T> output)
    {
        ReadOnlySpan<T> mean = _input.Mean.Span;
        return new(
            Elementwise.Dot(output, State(evaluation), mean),
            Elementwise.Dot(output, Prediction(evaluation), Predicts == ItoSharp.Prediction.Data ? mean : default)
        );
    }

    private static PredictionMap Sum(in PredictionMap a, in PredictionMap b) => new(a.State + b.State, a.Model + b.Model);

    /// <summary>What the steps took their predictions for.</summary>
    private Prediction Predicts => _hooks?.Threshold is null ? _model.Predicts : ItoSharp.Prediction.Data;

    private Conversion OtherConversion(StepRow row) => _hooks?.OtherConversion(row) ?? row.OtherConversion!.Value;

    private Conversion Conversion(StepRow row, int block) => _hooks?.Conversion(row, block) ?? row.Conversions[block];
}
