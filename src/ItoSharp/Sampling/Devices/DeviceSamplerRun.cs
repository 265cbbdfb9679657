using System.Numerics;

namespace ItoSharp;

/// <summary>
/// One batch on its way through a sampler in a device's memory: as <see cref="SamplerRun{T}"/>, with state, history and noise on the
/// device and one kernel a model evaluation. Its owner fills <see cref="NextQuery"/>'s prediction on the device, then
/// <see cref="Advance"/>; results stay there until they are read.
/// </summary>
/// <remarks>
/// A run is not thread-safe. Work is queued, not waited for: states that are not finite are looked for every
/// <see cref="EvaluationsBetweenLooks"/> evaluations, at the end and where states are read, and the error names the first sample and
/// step all the same. With a progress option every step is waited for.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class DeviceSamplerRun<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>How many evaluations may go by until states that are not finite are noticed.</summary>
    public const int EvaluationsBetweenLooks = 16;

    private readonly SamplerPlan<T> _plan;
    private readonly RunInput<T> _input;
    private readonly DeviceQueue _queue;
    private readonly bool _ownsQueue;
    private readonly SharedProgress? _progress;
    private readonly DeviceArrays _arrays;
    private readonly DeviceArray _x;
    private readonly DeviceArray _stage;
    private readonly DeviceArray? _mean;
    private readonly DeviceArray _keys;
    private readonly DeviceArray[] _conditions;
    private readonly DeviceArray[] _stages;
    private readonly DeviceHistory _history;
    private readonly DeviceFaults<T> _faults;
    private readonly FieldPrograms<T> _programs;
    private readonly DeviceQuery<T> _query;
    private readonly Func<int, DeviceArray> _outputs;
    private readonly Action<string, bool, DeviceArgument[]> _launch;
    private IDeviceEvaluation<T>? _model;
    private int _block;
    private int _asked;
    private bool _disposed;

    internal DeviceSamplerRun(
        SamplerPlan<T> plan,
        RunInput<T> input,
        ReadOnlySpan<T> start,
        DeviceQueue queue,
        bool ownsQueue,
        SharedProgress? progress = null
    )
    {
        (_plan, _input, _queue) = (plan, input, queue);
        _progress = progress ?? SharedProgress.For(input.Options, plan.Rows.Length);
        _arrays = new(queue);
        (_outputs, _launch) = (Output, Launch);
        SolverShape shape = plan.Kernels.Shape;
        int length = start.Length;
        if (input.Options.NonFinite == NonFinite.Stop)
        {
            RequireFinite(start);
        }

        try
        {
            _programs = new(plan, queue);
            _x = _arrays.Copy(start);
            _stage = shape.Stages.Length > 1 ? _arrays.Take<T>(length) : _x;
            _mean =
                !input.Mean.IsEmpty ? _arrays.Copy(input.Mean.Span)
                : shape.AlwaysReadsMean ? _arrays.Copy<T>(new T[length])
                : null;
            ulong[] keys = new ulong[2 * input.Rows];
            for (int row = 0; row < input.Rows; row++)
            {
                (keys[2 * row], keys[(2 * row) + 1]) = input.Noise(row);
            }

            _keys = _arrays.Copy<ulong>(keys);
            _conditions = new DeviceArray[input.Conditions.First.IsEmpty ? 0 : input.Conditions.Count];
            for (int part = 0; part < _conditions.Length; part++)
            {
                _conditions[part] = _arrays.Copy(input.Conditions[part].Span);
            }

            T[] unwritten = new T[length];
            Array.Fill(unwritten, T.NaN);
            _query = new(queue, _arrays.Copy<T>(unwritten), input.Rows, length / input.Rows, plan.Model.ConditionDimension);
            // Zeros, as on the CPU: a checkpoint holds what no step has written yet.
            T[] zeros = new T[length];
            _history = new(shape, () => _arrays.Copy<T>(zeros));
            _stages = [.. shape.Stages.Select(_ => _arrays.Copy<T>(zeros))];
            _faults = new(queue, _arrays, input, plan.Rows);
            LiftState();
            Ask();
        }
        catch
        {
            // The caller still has the queue where there is no run: it closes it, after its work is done.
            _arrays.Dispose();
            throw;
        }

        _ownsQueue = ownsQueue;
    }

    /// <summary>The number of steps done.</summary>
    public int Step { get; private set; }

    /// <summary>The number of steps in all.</summary>
    public int StepCount => _plan.Rows.Length;

    /// <summary>Whether the run has reached the end time.</summary>
    public bool IsFinished => Step == StepCount;

    /// <summary>What the model is asked next; null when the run is finished.</summary>
    public DeviceQuery<T>? NextQuery => IsFinished ? null : _query;

    /// <summary>The queue of the run; it is closed with the run.</summary>
    public DeviceQueue Queue => _queue;

    /// <summary>The states at the current node in device memory, rows x dimension: the samples once the run is finished.</summary>
    public DeviceArray State => _x;

    /// <summary>The time t that <see cref="State"/> has reached.</summary>
    public double Time => _plan.Grid.Points[Step].Time;

    /// <summary>Waits for the device and copies the states to the host.</summary>
    /// <param name="states">Filled, rows x dimension; untouched where an error is thrown before.</param>
    /// <exception cref="NonFiniteStateException">A state was not finite, with <see cref="NonFinite.Stop"/>.</exception>
    public void ReadState(Span<T> states)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int length = _input.Rows * _query.Dimension;
        if (states.Length != length)
        {
            throw new ArgumentException($"states has {states.Length} values where the run has {length}", nameof(states));
        }

        LookForFaults();
        _queue.Read(_x, states);
    }

    /// <summary>Takes the prediction in <see cref="NextQuery"/> and goes on to the next query.</summary>
    /// <exception cref="InvalidOperationException">The run is finished.</exception>
    /// <exception cref="NonFiniteStateException">A state was not finite, with <see cref="NonFinite.Stop"/>.</exception>
    public void Advance()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (IsFinished)
        {
            throw new InvalidOperationException($"the run has finished its {StepCount} steps; start another one");
        }

        StepRow row = _plan.Rows[Step];
        bool last = _block == row.Evaluations - 1;
        Conversion conversion = row.Conversions[_block];
        if (_block == 0 && row.OtherConversion is { } other)
        {
            conversion = KeepBothForms(row, other, conversion);
        }

        _plan.Updates[Step].Advance(Operands(row, last, conversion));
        if (row.RungeKutta && _block == 0 && !_plan.Kernels.Shape.RungeKutta)
        {
            _programs.Extra("keep", Batch(_stages[0], _history.Newest(Step, row.Form)), Entries);
        }

        _asked++;
        if (last)
        {
            Step++;
            _block = 0;
        }
        else
        {
            _block++;
        }

        if (IsFinished || _progress is not null && last || _asked % EvaluationsBetweenLooks == 0)
        {
            LookForFaults();
        }

        if (last)
        {
            _progress?.StepDone(Time);
            LiftState();
        }

        Ask();
    }

    /// <summary>Runs to the end with the sampler's own model, cancelled between two evaluations.</summary>
    /// <exception cref="NotSupportedException">The model has no form for devices.</exception>
    public void Complete()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _model ??= DeviceModels.Open(_plan.Model, _queue, _input.Rows);
        Complete(_model);
    }

    /// <summary>The run as data, from which the sampler's <c>Resume</c> goes on on a CPU, and <c>ResumeOn</c> on a device, to the same bits.</summary>
    public SamplerCheckpoint Save()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        LookForFaults();
        T[][] buffers = [.. Kept.Select(Read)];
        return SamplerCheckpoint.Of(_plan.Fingerprint, _input, Step, _block, buffers);
    }

    /// <summary>Waits for the device and frees what the run has there.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        try
        {
            _model?.Dispose();
        }
        finally
        {
            if (_ownsQueue)
            {
                _queue.Dispose();
            }

            _arrays.Dispose();
        }
    }

    internal void Complete(IDeviceEvaluation<T> model)
    {
        while (NextQuery is { } query)
        {
            _input.Options.Cancellation.ThrowIfCancellationRequested();
            model.Evaluate(query);
            Advance();
        }
    }

    internal void Restore(SamplerCheckpoint checkpoint)
    {
        DeviceArray?[] kept = [.. Kept];
        T[][] buffers = [.. kept.Select(array => array is null ? [] : new T[_input.Rows * _query.Dimension])];
        checkpoint.Read(_input, buffers, out int step, out int block);
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] is { } array)
            {
                _queue.Write<T>(array, buffers[i]);
            }
        }

        (Step, _block) = (step, block);
        _asked = _plan.Rows.Take(step).Sum(row => row.Evaluations) + block;
        _progress?.StartAt(step);
        Ask();
    }

    // In the order of the CPU's run; without Runge-Kutta stages there is no state of one.
    private IEnumerable<DeviceArray?> Kept => [_x, ReferenceEquals(_stage, _x) ? null : _stage, .. _history.All, .. _stages];

    private T[] Read(DeviceArray? array)
    {
        T[] values = array is null ? [] : new T[Entries];
        if (array is not null)
        {
            _queue.Read(array, values.AsSpan());
        }

        return values;
    }

    private void Ask()
    {
        if (IsFinished)
        {
            return;
        }

        _query.Step = Step;
        _query.Time = _plan.Rows[Step].Points[_block].Time;
        _query.Condition = _conditions.Length == 0 ? null : _conditions[_input.Conditions.At(_query.Time)];
        _query.X = _block == 0 ? _x : _stage;
    }

    private void LookForFaults()
    {
        if (_input.Options.NonFinite == NonFinite.Stop)
        {
            _faults.ThrowIfAny();
        }
    }

    private void RequireFinite(ReadOnlySpan<T> start)
    {
        int dimension = start.Length / _input.Rows;
        for (int i = 0; i < start.Length; i++)
        {
            if (!T.IsFinite(start[i]))
            {
                ulong sample = _input.Options.FirstSample + (ulong)(_input.First + i / dimension);
                double time = _plan.Rows[0].Points[0].Time;
                throw new NonFiniteStateException("the start state", sample, 0, time, double.CreateTruncating(start[i]));
            }
        }
    }
}
