using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <content>One call that chooses the way of its gradient.</content>
public abstract partial class FieldSampler<TProcess, T>
{
    /// <summary>What a gradient will hold and how often it will ask the model, for a batch of so many rows.</summary>
    /// <param name="way">The way.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="options">As for the gradient: thresholding keeps one more array for each evaluation.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not positive, or the budget is too small.</exception>
    /// <exception cref="InvalidOperationException">The plan is not reversible.</exception>
    public GradientCost CostOf(GradientWay way, int rows, SampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(way);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        long states = (long)rows * Model.Dimension;
        int steps = Plan.Rows.Length;
        switch (way)
        {
            case ExactGradientWay exact:
                CheckpointPlan plan = CheckpointPlan.For(Plan, states, options?.Thresholding is not null, exact.Memory);
                return new(plan.Bytes, plan.Checkpoints, plan.Advances, Evaluations + Repeated(plan.Checkpoints), Evaluations);
            case ReversibleGradientWay reversible:
                ReversiblePlan coupled = ReversiblePlan.Of(Plan);
                return reversible.Scheme == ReversibleScheme.Heun
                    ? new(0, 0, 0, 2 * steps + 1, steps + 1)
                    : new(0, 0, 0, 4 * steps * coupled.Forward[0].Stages, 2 * steps * coupled.Forward[0].Stages);
            case AdjointDeisGradientWay adjoint:
                int count = AdjointGrid.Build(Plan, adjoint.Options, []).Rows.Length;
                bool recorded = adjoint.Options.States == AdjointStates.Recorded;
                long bytes = (recorded ? Evaluations + 1 : 1) * states * Unsafe.SizeOf<T>();
                bool thresholds = options?.Thresholding is not null;
                return new(bytes, 0, 0, Evaluations + (recorded ? 0 : count - 1) + (thresholds ? count : 0), count);
            default:
                throw new ArgumentException($"{way.GetType().Name} is no way that this version knows", nameof(way));
        }
    }

    /// <summary>A gradient in a way of the call's choice, for generated code.</summary>
    /// <param name="way">The way.</param>
    /// <param name="declared">Those that the sampler was declared with.</param>
    /// <param name="start">The start states.</param>
    /// <param name="loss">The loss of the samples.</param>
    /// <param name="options">As for Sample.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Gradient<TProcess, T> GradientBy(
        GradientWay way,
        Gradients declared,
        ReadOnlySpan<T> start,
        Loss<T> loss,
        SampleOptions? options
    )
    {
        ArgumentNullException.ThrowIfNull(way);
        switch (way)
        {
            case ExactGradientWay exact:
                RequireDeclared(declared, Gradients.Exact);
                return ExactGradient(start, loss, options, exact.Memory);
            case ReversibleGradientWay reversible:
                RequireDeclared(declared, Gradients.Reversible);
                return ReversibleGradient(start, loss, reversible, options);
            case AdjointDeisGradientWay adjoint:
                RequireDeclared(declared, Gradients.AdjointDeis);
                return AdjointDeisGradient(start, loss, adjoint.Options, options);
            default:
                throw new ArgumentException($"{way.GetType().Name} is no way that this version knows", nameof(way));
        }
    }

    /// <summary>The evaluations that a binomial schedule repeats.</summary>
    private long Repeated(int checkpoints)
    {
        if (checkpoints == 0)
        {
            return 0;
        }

        // Steps may differ in their evaluations, so their advances are counted one by one.
        long repeated = 0;
        Advance(0, Plan.Rows.Length, checkpoints);
        return repeated;

        void Advance(int from, int to, int free)
        {
            while (to - from > 1)
            {
                int next = free == 1 ? to - 1 : from + BinomialSchedule.Split(to - from, free);
                for (int n = from; n < next; n++)
                {
                    repeated += Plan.Rows[n].Evaluations;
                }

                Advance(next, to, free - 1);
                to = next;
            }
        }
    }

    private void RequireDeclared(Gradients declared, Gradients asked)
    {
        if ((declared & asked) == 0)
        {
            throw new InvalidOperationException(
                $"{GetType().Name} was declared without Gradients.{asked}: add it to Gradients of its [Sampler] attribute"
            );
        }
    }
}
