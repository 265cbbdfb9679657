using System.ComponentModel;

namespace ItoSharp;

/// <content>The exact adjoint, with every evaluation kept or with checkpoints.</content>
public abstract partial class FieldSampler<TProcess, T>
{
    /// <summary>The exact discrete adjoint of the emitted steps, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Gradient<TProcess, T> ExactGradient(ReadOnlySpan<T> start, Loss<T> loss, SampleOptions? options) =>
        ExactGradient(start, loss, options, memory: null);

    private Gradient<TProcess, T> ExactGradient(ReadOnlySpan<T> start, Loss<T> loss, SampleOptions? options, long? memory)
    {
        ArgumentNullException.ThrowIfNull(loss);
        IDifferentiableModel<T> model = Differentiable();
        RunInput<T> input = Input(start, options);
        CheckpointPlan plan = CheckpointPlan.For(Plan, start.Length, input.Options.Thresholding is not null, memory);
        BatchParts<T> parts = new(input, start, Model.Dimension);
        return plan.Checkpoints == 0 ? Taped(parts, model, loss) : Checkpointed(parts, model, loss, plan.Checkpoints);
    }

    private Gradient<TProcess, T> Taped(BatchParts<T> parts, IDifferentiableModel<T> model, Loss<T> loss)
    {
        var tapes = new Tape<T>[parts.Count];
        Forward(parts, tapes, predictions: true);
        T[] cotangent = Differentiate(parts, loss, out double value);
        T[] samples = parts.Results.ToArray();
        ExactAdjoint<T>[] adjoints = Reverse(parts, model, cotangent, (part, adjoint, x) => adjoint.Run(tapes[part.Index], x));
        return Assemble(parts, model, adjoints, value, samples, tapes.Sum(tape => tape.Bytes), (Evaluations, Evaluations));
    }

    private Gradient<TProcess, T> Checkpointed(BatchParts<T> parts, IDifferentiableModel<T> model, Loss<T> loss, int checkpoints)
    {
        SharedProgress? progress = SharedProgress.For(parts.Input.Options, (long)parts.Count * Plan.Rows.Length);
        var runs = new CheckpointedAdjoint<T>[parts.Count];
        parts.Run(part =>
        {
            runs[part.Index] = new(Plan, part.Input, part.Start.Span, checkpoints, progress);
            runs[part.Index].Forward(part.Result.Span);
        });
        T[] cotangent = Differentiate(parts, loss, out double value);
        T[] samples = parts.Results.ToArray();
        ExactAdjoint<T>[] adjoints = Reverse(parts, model, cotangent, (part, adjoint, x) => runs[part.Index].Reverse(adjoint, x));
        return Assemble(parts, model, adjoints, value, samples, runs.Sum(run => run.Bytes), (runs[0].Evaluations, Evaluations));
    }

    private ExactAdjoint<T>[] Reverse(
        BatchParts<T> parts,
        IDifferentiableModel<T> model,
        T[] cotangent,
        Action<BatchParts<T>.Part, ExactAdjoint<T>, T[]> reverse
    )
    {
        var adjoints = new ExactAdjoint<T>[parts.Count];
        parts.Run(part =>
        {
            T[] x = cotangent.AsSpan(part.Input.First * Model.Dimension, part.Result.Length).ToArray();
            adjoints[part.Index] = new(Plan, model, part.Input, x.Length, model.DifferentiatesTime);
            reverse(part, adjoints[part.Index], x);
            x.CopyTo(part.Result);
        });
        return adjoints;
    }

    private Gradient<TProcess, T> Assemble(
        BatchParts<T> parts,
        IDifferentiableModel<T> model,
        ExactAdjoint<T>[] adjoints,
        double value,
        T[] samples,
        long storedBytes,
        (int Evaluations, int PullBacks) calls
    )
    {
        WeightCotangents weights = new(Plan.Rows, Plan.Kernels.Shape);
        foreach (ExactAdjoint<T> adjoint in adjoints)
        {
            weights.Add(adjoint.Weights);
        }

        bool wantsTime = model.DifferentiatesTime;
        bool moves = ProcessGradient<T>.MovesNodes(Plan);
        bool thresholded = parts.Input.Options.Thresholding is not null;
        (double[] parameters, double[] times, double[] levels) = ProcessGradient<T>.Of(Plan, weights, thresholded);
        const string NoTime = "but the model does not differentiate along time: use ";
        return new(
            new(
                moves && !wantsTime ? null : TProcess.FromParameters(parameters),
                $"the schedule places its nodes by log-SNR, so the model's times move with the process's parameters, {NoTime}"
                    + "a schedule in t (UniformTime, TimeTable) or a model with DifferentiatesTime"
            ),
            new(wantsTime ? times : null, $"the model is asked at the nodes' times, {NoTime}a model with DifferentiatesTime"),
            new(weights.Table(Plan.Rows)),
            new(levels),
            new([.. adjoints.SelectMany(adjoint => adjoint.Mean)])
        )
        {
            Loss = value,
            Samples = samples,
            Start = parts.Results.ToArray(),
            Condition = [.. adjoints.SelectMany(adjoint => adjoint.Conditions[0])],
            ConditionChanges = Changes(adjoints.Select(adjoint => adjoint.Conditions)),
            Known = [.. adjoints.SelectMany(adjoint => adjoint.Known)],
            Model = Sum(adjoints.Select(adjoint => adjoint.Parameters), model.ParameterCount),
            StoredBytes = storedBytes,
            ModelCalls = calls,
        };
    }
}
