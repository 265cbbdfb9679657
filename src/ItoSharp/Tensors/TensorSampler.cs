using System.ComponentModel;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The base of the tensor form of every generated sampler: the steps, weights and gradients of the CPU form on tensors of any
/// device, of float or double, and of any shape whose first axis is the batch. Immutable; thread-safe where the model is.
/// </summary>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="T">The element type of the CPU form; the weights are doubles in either.</typeparam>
/// <typeparam name="TTensor">The tensor.</typeparam>
public abstract partial class TensorSampler<TProcess, T, TTensor>
    where TProcess : class, IProcess<TProcess>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where TTensor : class, IDisposable
{
    private TensorPlan<T, TTensor> _plan;

    /// <summary>For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorSampler(
        TensorOps<TTensor> ops,
        TensorSteps<TTensor> steps,
        TensorModel<TTensor> model,
        Prediction predicts,
        TProcess process,
        Schedule schedule,
        double? startTime,
        double? endTime,
        SolverKernels<T> kernels
    )
    {
        ArgumentNullException.ThrowIfNull(process);
        Process = process;
        _plan = new(ops, steps, model, predicts, process, SampleGrid.Build(process, schedule, startTime, endTime), kernels);
    }

    /// <summary>The process.</summary>
    public TProcess Process { get; }

    /// <summary>What the model predicts.</summary>
    public Prediction Predicts => _plan.Numbers.Model.Predicts;

    /// <summary>The nodes.</summary>
    public SampleGrid Grid => _plan.Numbers.Grid;

    /// <summary>The model evaluations of one run.</summary>
    public int Evaluations => _plan.Rows.Sum(row => row.Evaluations);

    /// <summary>The weights that are added to the plan's own; null: none.</summary>
    public StepCoefficients? Coefficients => _plan.Numbers.Coefficients;

    /// <summary>Takes a batch of start states (at the start time) to the end time. No graph is recorded.</summary>
    /// <param name="start">The start states; the first axis is the batch; not changed.</param>
    /// <param name="options">Seed, condition, mean, progress, cancellation; null: the defaults.</param>
    /// <returns>The samples, like <paramref name="start"/>: the caller's, or his open dispose scope's.</returns>
    /// <exception cref="ArgumentException">A shape, element type or device does not fit.</exception>
    /// <exception cref="InvalidOperationException">The model returned something that is no prediction.</exception>
    /// <exception cref="NonFiniteStateException">A checked value is not finite.</exception>
    /// <exception cref="OperationCanceledException">Cancelled between two evaluations.</exception>
    public TTensor Sample(TTensor start, TensorOptions<TTensor>? options = null)
    {
        TensorInput<TTensor> input = Input(start, options);
        using IDisposable noGradients = _plan.Ops.NoGradients();
        using IDisposable scope = _plan.Ops.Scope();
        TensorRun<T, TTensor> run = new(_plan, input, null);
        run.Complete();
        return _plan.Ops.Keep(run.State);
    }

    /// <summary>Draws of the prior at the start time, N(0, sigma^2 I) or N(mu, sigma^2 I).</summary>
    /// <param name="like">Its shape, element type and device are the draws'; its values are not read.</param>
    /// <param name="options">The source of the noise, and the mean of a mean-reverting process.</param>
    public TTensor DrawPrior(TTensor like, TensorOptions<TTensor>? options = null)
    {
        options ??= new();
        TensorInput<TTensor> input = TensorInput<TTensor>.Validate(
            _plan.Ops,
            like,
            options.Condition is null ? ConditionUse.None : ConditionUse.Optional,
            Process.MeanReverting,
            options
        );
        using IDisposable noGradients = _plan.Ops.NoGradients();
        using IDisposable scope = _plan.Ops.Scope();
        // The last step number is the prior's: no sampler has that many steps.
        TTensor draws = _plan.Ops.Copy(input.Noise(uint.MaxValue));
        _plan.Ops.Scale(draws, Grid.Points[0].Sigma);
        if (input.Options.Mean is { } mean)
        {
            _plan.Ops.Add(draws, 1, mean);
        }

        return _plan.Ops.Keep(draws);
    }

    /// <summary>This sampler with another coefficient table, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected TensorSampler<TProcess, T, TTensor> Override(StepCoefficients? coefficients)
    {
        var copy = (TensorSampler<TProcess, T, TTensor>)MemberwiseClone();
        copy._plan = _plan.With(coefficients);
        return copy;
    }

    private TensorInput<TTensor> Input(TTensor start, TensorOptions<TTensor>? options) =>
        TensorInput<TTensor>.Validate(_plan.Ops, start, _plan.Model.Condition, Process.MeanReverting, options ?? new());
}
