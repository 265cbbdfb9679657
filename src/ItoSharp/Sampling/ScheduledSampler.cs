using System.Numerics;

namespace ItoSharp;

/// <summary>
/// A per-step solver schedule (USF): every step names the declared sampler whose method takes it. Prediction form, order, corrector,
/// noise, weights and stages may change from step to step; predictions made under one method are the history of the next. One sampler
/// for all steps is that sampler, to the bit.
/// </summary>
/// <remarks>
/// Liu, Ning, Lin, Yang and Wang, "A Unified Sampling Framework for Solver Searching of Diffusion Probabilistic Models" (ICLR 2024).
/// Where methods combine data and noise predictions, the history is kept in both forms, each made of the state at which the model was
/// asked. A multistep method uses as much history as there is, whoever made it; a corrector mends its step's result in the step after it.
/// </remarks>
/// <example>
/// <code>
/// var ddim = new FirstOrder(model, process, grid);    // each declared with [Sampler]
/// var dpm = new SecondOrder(model, process, grid);
/// var mixed = new ScheduledSampler&lt;VpLinear, float&gt;([ddim, dpm, dpm, dpm, ddim]);
/// </code>
/// </example>
/// <typeparam name="TProcess">The process.</typeparam>
/// <typeparam name="T">The state's type, float or double.</typeparam>
public sealed class ScheduledSampler<TProcess, T> : FieldSampler<TProcess, T>
    where TProcess : class, IProcess<TProcess>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Composes the steps of declared samplers.</summary>
    /// <param name="steps">One sampler a step, all of one model, process and grid, and without coefficient tables.</param>
    /// <exception cref="ArgumentException">The samplers do not go together, or not in this order.</exception>
    public ScheduledSampler(IReadOnlyList<FieldSampler<TProcess, T>> steps)
        : base(First(steps), new ScheduledKernels<T>([.. steps.Select((sampler, n) => Kernels(steps[0], sampler, n))]))
    {
        Steps = [.. steps];
        RequireChurnAlone(Steps);
    }

    /// <summary>The sampler of each step.</summary>
    public IReadOnlyList<FieldSampler<TProcess, T>> Steps { get; }

    /// <summary>This schedule with a table of weights that are added to its own; null: its own alone.</summary>
    /// <exception cref="ArgumentException">The table does not fit the steps.</exception>
    public ScheduledSampler<TProcess, T> With(StepCoefficients? coefficients) => (ScheduledSampler<TProcess, T>)Override(coefficients);

    /// <summary>The exact discrete adjoint, as of a declared sampler; all its samplers must be declared with Gradients.Exact.</summary>
    /// <param name="start">The start states, rows x dimension.</param>
    /// <param name="loss">The loss of the samples.</param>
    /// <param name="options">As for Sample.</param>
    public Gradient<TProcess, T> Gradient(ReadOnlySpan<T> start, Loss<T> loss, SampleOptions? options = null) =>
        ExactGradient(start, loss, options);

    /// <summary>The exact discrete adjoint within a budget of memory; a schedule has no other way.</summary>
    /// <param name="start">The start states, rows x dimension.</param>
    /// <param name="loss">The loss of the samples.</param>
    /// <param name="way"><see cref="GradientWay.Exact"/> with its memory.</param>
    /// <param name="options">As for Sample.</param>
    /// <exception cref="InvalidOperationException">Another way.</exception>
    public Gradient<TProcess, T> Gradient(ReadOnlySpan<T> start, Loss<T> loss, GradientWay way, SampleOptions? options = null) =>
        GradientBy(way, Gradients.Exact, start, loss, options);

    private static FieldSampler<TProcess, T> First(IReadOnlyList<FieldSampler<TProcess, T>> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        if (steps.Count == 0)
        {
            throw new ArgumentException("a schedule names a sampler for every step; this one is empty", nameof(steps));
        }

        if (steps[0] is null)
        {
            throw new ArgumentException("steps[0] is null", nameof(steps));
        }

        return steps[0].Grid.StepCount == steps.Count
            ? steps[0]
            : throw new ArgumentException(
                $"the schedule names {steps.Count} samplers, but their grid has {steps[0].Grid.StepCount} steps: name one for each",
                nameof(steps)
            );
    }

    /// <summary>Churn moves the start of a step, which a history of predictions, or a corrector folded into the step, would not follow.</summary>
    private static void RequireChurnAlone(IReadOnlyList<FieldSampler<TProcess, T>> steps)
    {
        List<SolverShape> shapes = [.. steps.Select(sampler => sampler.FittedPlan.Kernels.Shape)];
        int churned = shapes.FindIndex(shape => shape.Churn);
        int remembers = shapes.FindIndex(shape => !shape.RungeKutta && (shape.History > 1 || shape.Corrector > 0));
        if (churned >= 0 && remembers >= 0)
        {
            throw new ArgumentException(
                $"steps[{churned}] churns, which moves the start of its step, and steps[{remembers}] has a history or a corrector, which would "
                    + "not follow: a schedule with churn is made of Runge-Kutta methods and methods of one node without corrector",
                nameof(steps)
            );
        }
    }

    private static SolverKernels<T> Kernels(FieldSampler<TProcess, T> first, FieldSampler<TProcess, T> sampler, int step)
    {
        string? wrong =
            sampler is null ? "is null"
            : sampler is ScheduledSampler<TProcess, T> ? "is a schedule itself: name the samplers that it is made of"
            : sampler.Coefficients is not null ? "has a coefficient table: give the table to the schedule, by With"
            : !ReferenceEquals(sampler.Model, first.Model) ? "has another model than steps[0]: make all with the same one"
            : !sampler.Process.Equals(first.Process) ? $"has another process than steps[0]: {sampler.Process}, not {first.Process}"
            : !sampler.Grid.Points.SequenceEqual(first.Grid.Points)
                ? "has other nodes than steps[0]: make all with one schedule and the same times"
            : sampler.FittedPlan.Kernels.Shape.HeavyBall != first.FittedPlan.Kernels.Shape.HeavyBall
                ? "and steps[0] are not both heavy-ball methods, whose history holds damped predictions"
            : null;
        return wrong is null ? sampler!.FittedPlan.Kernels : throw new ArgumentException($"steps[{step}] {wrong}", "steps");
    }
}
