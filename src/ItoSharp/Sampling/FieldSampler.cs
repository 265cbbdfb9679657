using System.ComponentModel;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The base of every generated sampler: immutable and thread-safe. It owns the values (model, process, nodes, weights); the
/// generated class owns the structure (closed forms of the weights, fused steps and their reverse).
/// </summary>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="T">The state's type, float or double.</typeparam>
public abstract partial class FieldSampler<TProcess, T>
    where TProcess : class, IProcess<TProcess>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected FieldSampler(
        IModel<T> model,
        TProcess process,
        Schedule schedule,
        double? startTime,
        double? endTime,
        SolverKernels<T> kernels
    )
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(kernels);
        if (model.Dimension < 1)
        {
            throw new ArgumentException($"the model's dimension is {model.Dimension}; it must be at least 1", nameof(model));
        }

        Process = process;
        Plan = new SamplerPlan<T>(model, process, SampleGrid.Build(process, schedule, startTime, endTime), kernels);
    }

    /// <summary>A sampler on the model, process and nodes of another, with other kernels.</summary>
    private protected FieldSampler(FieldSampler<TProcess, T> other, SolverKernels<T> kernels)
    {
        Process = other.Process;
        Plan = new SamplerPlan<T>(other.Model, other.Process, other.Grid, kernels);
    }

    private protected SamplerPlan<T> Plan { get; private set; }

    /// <summary>The process.</summary>
    public TProcess Process { get; }

    /// <summary>The model.</summary>
    public IModel<T> Model => Plan.Model;

    /// <summary>The nodes.</summary>
    public SampleGrid Grid => Plan.Grid;

    /// <summary>The weights that are added to the plan's own; null: none.</summary>
    public StepCoefficients? Coefficients => Plan.Coefficients;

    /// <summary>The model evaluations of one run.</summary>
    public int Evaluations => Plan.Rows.Sum(row => row.Evaluations);

    /// <summary>Takes a batch of start states (at the start time) to the end time.</summary>
    /// <param name="start">Rows x dimension; not changed.</param>
    /// <param name="samples">Rows x dimension, written.</param>
    /// <param name="options">Seed, condition, progress, cancellation; null: the defaults.</param>
    /// <exception cref="ArgumentException">A shape does not fit.</exception>
    /// <exception cref="NonFiniteStateException">A state or prediction is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two evaluations.</exception>
    /// <exception cref="NotSupportedException">With a device: its model or an option is not for devices.</exception>
    public void Sample(ReadOnlySpan<T> start, Span<T> samples, SampleOptions? options = null)
    {
        RunInput<T> input = Validated(start, options);
        if (samples.Length != start.Length)
        {
            throw new ArgumentException($"samples has {samples.Length} values where start has {start.Length}", nameof(samples));
        }

        if (DeviceOf(options) is { } device)
        {
            SampleOn(device, start, samples, input.Options);
            return;
        }

        RunParts(input, start, samples);
    }

    private void RunParts(RunInput<T> input, ReadOnlySpan<T> start, Span<T> samples)
    {
        BatchParts<T> parts = new(input, start, Model.Dimension);
        SharedProgress? progress = SharedProgress.For(input.Options, (long)parts.Count * Plan.Rows.Length);
        parts.Run(part =>
        {
            using SamplerRun<T> run = new(Plan, part.Input, part.Start.Span, progress: progress);
            run.Complete();
            run.State.CopyTo(part.Result.Span);
        });
        parts.Results.CopyTo(samples);
    }

    /// <summary>Starts a run whose owner evaluates the model.</summary>
    public SamplerRun<T> Start(ReadOnlySpan<T> start, SampleOptions? options = null) => new(Plan, Input(start, options), start);

    /// <summary>Goes on from a checkpoint, to the bits that the run would have reached.</summary>
    /// <param name="checkpoint">What <see cref="SamplerRun{T}.Save"/> gave, of a sampler with the same values.</param>
    /// <param name="options">The options of the run; conditions, means, thresholding and inpainting are not kept in a checkpoint.</param>
    public SamplerRun<T> Resume(SamplerCheckpoint checkpoint, SampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var start = new T[
            checkpoint.StateLength<T>(Plan.Fingerprint, Plan.Rows, Model.Dimension, SamplerRun<T>.BufferCount(Plan.Kernels.Shape))
        ];
        SamplerRun<T> run = new(Plan, Input(start, options), start);
        run.Restore(checkpoint);
        return run;
    }

    /// <summary>This sampler with another coefficient table, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected FieldSampler<TProcess, T> Override(StepCoefficients? coefficients)
    {
        var copy = (FieldSampler<TProcess, T>)MemberwiseClone();
        copy.Plan = new(Plan.Model, Plan.Process, Plan.Grid, Plan.Kernels, coefficients);
        return copy;
    }

    /// <summary>The plan, for fits of its coefficients.</summary>
    internal SamplerPlan<T> FittedPlan => Plan;

    /// <summary>A validated batch, for fits.</summary>
    internal BatchParts<T> Parts(ReadOnlySpan<T> start, SampleOptions options) => new(Input(start, options), start, Model.Dimension);

    private protected RunInput<T> Input(ReadOnlySpan<T> start, SampleOptions? options)
    {
        RequireCpu(options);
        return Validated(start, options);
    }

    /// <summary>The input of a run wherever it runs.</summary>
    private protected RunInput<T> Validated(ReadOnlySpan<T> start, SampleOptions? options) =>
        RunInput<T>.Validate(
            start.Length,
            Model.Dimension,
            Model.ConditionDimension,
            Process.MeanReverting,
            options ?? new SampleOptions()
        );
}
