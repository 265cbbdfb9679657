namespace ItoSharp;

/// <summary>
/// One batch on its way through a sampler: the primitive on which everything else is built. Its owner may evaluate the model
/// as it likes (another process, an accelerator, awaiting): fill <see cref="NextQuery"/>'s prediction, then <see cref="Advance"/>.
/// </summary>
/// <remarks>A run is not thread-safe; any number of runs of one sampler may go on at a time. Steps allocate nothing.</remarks>
public sealed class SamplerRun<T> : IDisposable
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly SamplerPlan<T> _plan;
    private readonly RunInput<T> _input;
    private readonly ModelQuery<T> _query;
    private readonly ReadOnlyMemory<T> _mean;
    private readonly T[] _x;
    private readonly T[] _stage;
    private readonly T[] _noise;
    private readonly T[] _prediction;
    private readonly PredictionHistory<T> _history;
    private readonly T[][] _stages;
    private readonly Tape<T>? _tape;
    private readonly SharedProgress? _progress;
    private readonly RunHooks<T>? _hooks;
    private int _block;
    private bool _disposed;

    internal SamplerRun(
        SamplerPlan<T> plan,
        RunInput<T> input,
        ReadOnlySpan<T> start,
        Tape<T>? tape = null,
        SharedProgress? progress = null
    )
    {
        _plan = plan;
        _input = input;
        _tape = tape;
        _progress = progress ?? SharedProgress.For(input.Options, plan.Rows.Length);
        SolverShape shape = plan.Kernels.Shape;
        int length = start.Length;
        _mean = input.Mean.IsEmpty && shape.AlwaysReadsMean ? new T[length] : input.Mean;
        _x = start.ToArray();
        _stage = shape.Stages.Length > 1 ? new T[length] : [];
        _noise = shape.Noise == Stochasticity.None && !shape.Churn ? [] : new T[length];
        _prediction = new T[length];
        _history = new(shape, length);
        _stages = Buffers.Of<T>(shape.Stages.Length, length);
        _query = new(_x, input.Conditions.First, _prediction, input.Rows);
        _hooks = RunHooks<T>.For(plan, input, length);
        if (input.Options.NonFinite == NonFinite.Stop)
        {
            RequireFinite(_x, "the start state");
        }

        LiftState();
        Ask();
    }

    /// <summary>The number of steps done.</summary>
    public int Step { get; private set; }

    /// <summary>The number of steps in all.</summary>
    public int StepCount => _plan.Rows.Length;

    /// <summary>Whether the run has reached the end time.</summary>
    public bool IsFinished => Step == StepCount;

    /// <summary>Whether any step of the run draws noise.</summary>
    internal bool IsStochastic => Array.Exists(_plan.Rows, row => row.Stochastic || row.Lift is not null);

    /// <summary>What the model is asked next; null when the run is finished.</summary>
    public ModelQuery<T>? NextQuery => IsFinished ? null : _query;

    /// <summary>
    /// The states at the current node, rows x dimension: the samples once the run is finished. Plans with a corrector hold the
    /// predicted states here until their next evaluation mends them.
    /// </summary>
    public ReadOnlySpan<T> State => _x;

    /// <summary>The time t that <see cref="State"/> has reached.</summary>
    public double Time => _plan.Grid.Points[Step].Time;

    /// <summary>Takes the prediction in <see cref="NextQuery"/> and goes on to the next query.</summary>
    /// <exception cref="InvalidOperationException">The run is finished.</exception>
    /// <exception cref="NonFiniteStateException">A state is not finite, with <see cref="NonFinite.Stop"/>.</exception>
    /// <remarks>
    /// An exception of <see cref="SampleOptions{T}.StepCompleted"/> comes through after the step is done: the run is whole and may
    /// go on or be saved.
    /// </remarks>
    public void Advance()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (IsFinished)
        {
            throw new InvalidOperationException($"the run has finished its {StepCount} steps; start another one");
        }

        StepRow row = _plan.Rows[Step];
        bool last = _block == row.Evaluations - 1;
        if (_hooks is not null)
        {
            Hook(_hooks, row);
        }

        _tape?.Record(_query.X.Span, _prediction);
        if (last && row.Stochastic)
        {
            _input.FillNoise(Step, _noise);
        }

        Conversion conversion = _hooks?.Conversion(row, _block) ?? row.Conversions[_block];
        if (_block == 0 && row.OtherConversion is not null)
        {
            conversion = KeepBothForms(row, conversion);
        }

        bool finite = _plan.Updates[Step].Advance(Operands(row, last, conversion));
        if (_tape is not null && _plan.Kernels.Shape.HeavyBall)
        {
            _tape.RecordDamped(_history.Newest(Step, row.Form));
        }

        if (row.RungeKutta && _block == 0 && !_plan.Kernels.Shape.RungeKutta)
        {
            _stages[0].CopyTo(_history.Newest(Step, row.Form), 0);
        }

        if (!finite && _input.Options.NonFinite == NonFinite.Stop)
        {
            RequireFinite(_prediction, "the model's prediction (entries it left unwritten are NaN)");
            RequireFinite(last ? _x : _stage, "the state");
        }

        if (last)
        {
            Step++;
            _block = 0;
            _hooks?.Reached(Step, _x);
            _progress?.StepDone(Time);
            LiftState();
        }
        else
        {
            _block++;
        }

        Ask();
        if (last)
        {
            _hooks?.Completed(Step - 1, _x);
        }
    }

    /// <summary>Runs to the end with the sampler's own model.</summary>
    public void Complete() => Complete(StepCount);

    /// <summary>Runs to the node that ends <paramref name="steps"/> steps, with the sampler's own model.</summary>
    internal void Complete(int steps)
    {
        while (Step < steps && NextQuery is { } query)
        {
            _input.Options.Cancellation.ThrowIfCancellationRequested();
            _plan.Model.Evaluate(query.Input, query.Prediction.Span);
            Advance();
        }
    }

    /// <summary>The run as data, from which <c>Resume</c> goes on to the same bits.</summary>
    public SamplerCheckpoint Save() =>
        SamplerCheckpoint.Of(_plan.Fingerprint, _input, Step, _block, [_x, _stage, .. _history.All, .. _stages]);

    /// <summary>Ends the run; further calls of <see cref="Advance"/> fail.</summary>
    public void Dispose() => _disposed = true;

    internal void Restore(SamplerCheckpoint checkpoint)
    {
        checkpoint.Read(_input, [_x, _stage, .. _history.All, .. _stages], out int step, out int block);
        Step = step;
        _block = block;
        _progress?.StartAt(step);
        if (block > 0)
        {
            // A correction has moved the state away from where the prediction was made, but then the data form is kept.
            StepRow row = _plan.Rows[step];
            Prediction form = row.OtherConversion is null ? row.Form : Prediction.Data;
            _hooks?.Resumed(row, form, _x, form == row.Form ? _stages[0] : _history.Newest(step, form));
        }

        Ask();
    }

    /// <summary>The past predictions.</summary>
    internal PredictionHistory<T> History => _history;

    /// <summary>Goes to the start of a step whose state is given and whose past predictions its owner has put into <see cref="History"/>.</summary>
    internal void GoTo(int step, ReadOnlySpan<T> state)
    {
        state.CopyTo(_x);
        Step = step;
        _block = 0;
        Ask();
    }

    /// <summary>The arrays that a checkpoint keeps: state, stage, history and stage predictions.</summary>
    internal static int BufferCount(SolverShape shape) => 2 + PredictionHistory<T>.Count(shape) + shape.Stages.Length;

    /// <summary>The state, for fits that move it between two steps.</summary>
    internal Span<T> MutableState => _x;

    /// <summary>A prediction that the step just done has combined: one of its stages, or one made <paramref name="age"/> steps before it.</summary>
    internal ReadOnlySpan<T> OutputOfLastStep(int age) =>
        _plan.Rows[Step - 1].RungeKutta ? _stages[age] : _history.Slots(Step - 1, _plan.Rows[Step - 1].Form).ByAge(age);

    /// <summary>
    /// Keeps the prediction in both forms and mends the state from which it was made, where that was not folded into the row; returns
    /// how what is now in the prediction becomes the step's form.
    /// </summary>
    private Conversion KeepBothForms(StepRow row, Conversion own)
    {
        Conversion other = _hooks?.OtherConversion(row) ?? row.OtherConversion!.Value;
        ConvertedPrediction.Write<T>(other, _x, _prediction, _mean.Span, _history.Newest(Step, row.OtherForm));
        if (row.Before is not { } correction)
        {
            return own;
        }

        ConvertedPrediction.Write<T>(own, _x, _prediction, _mean.Span, _prediction);
        _prediction.CopyTo(_history.Newest(Step, row.Form), 0);
        OutputSlots<T> outputs = _history.Slots(Step, correction.Form);
        for (int j = 0; j < correction.Weights.Length; j++)
        {
            Elementwise.ScaleAdd<T>(_x, 1, correction.Weights[j], outputs.ByAge(j));
        }

        if (!_mean.IsEmpty)
        {
            Elementwise.ScaleAdd<T>(_x, 1, correction.MeanWeight, _mean.Span);
        }

        return new(0, 1, 0);
    }

    private FieldStep<T> Operands(StepRow row, bool last, Conversion conversion) =>
        new(row.RungeKutta ? new OutputSlots<T>(_stages, 0, _x.Length) : _history.Slots(Step, row.Form))
        {
            RungeKutta = row.RungeKutta,
            Terms = row.RungeKutta ? _block + 1 : row.Terms,
            X = _x,
            Stage = _stage,
            Prediction = _prediction,
            Noise = last && row.Stochastic ? _noise : default,
            Mean = _mean.Span,
            Row = row.Block(_block),
            Conversion = conversion,
            Damping = row.Damping,
            MeanWeight = row.MeanWeights[_block],
        };

    private void Hook(RunHooks<T> hooks, StepRow row)
    {
        if (hooks.Threshold is not null && _input.Options.NonFinite == NonFinite.Stop)
        {
            RequireFinite(_prediction, "the model's prediction (entries it left unwritten are NaN)");
        }

        hooks.Predicted(row, _block, _query.X.Span, _prediction, _tape);
    }

    /// <summary>
    /// Where the plan asks for it (EDM's churn), takes the state back towards noise before its step is begun: <see cref="State"/> is
    /// then that of the query.
    /// </summary>
    private void LiftState()
    {
        if (!IsFinished && _plan.Rows[Step].Lift is { } lift)
        {
            _input.FillNoise(Step, _noise);
            _plan.Kernels.At(Step).Lift(_x, _noise, _mean.Span, lift.Gain, lift.Noise, lift.MeanWeight);
        }
    }

    private void Ask()
    {
        if (IsFinished)
        {
            return;
        }

        StepRow row = _plan.Rows[Step];
        _query.Step = Step;
        _query.Time = row.Points[_block].Time;
        _query.Condition = _input.ConditionAt(_query.Time);
        _query.X = _block == 0 ? _x : _stage;
        // A model that writes too little leaves NaN behind, which the step finds and reports.
        _prediction.AsSpan().Fill(T.NaN);
    }

    private void RequireFinite(ReadOnlySpan<T> values, string what)
    {
        int dimension = values.Length / _input.Rows;
        for (int i = 0; i < values.Length; i++)
        {
            if (!T.IsFinite(values[i]))
            {
                ulong sample = _input.Options.FirstSample + (ulong)(_input.First + i / dimension);
                double time = IsFinished ? Time : _plan.Rows[Step].Points[_block].Time;
                throw new NonFiniteStateException(what, sample, Step, time, double.CreateTruncating(values[i]));
            }
        }
    }
}
