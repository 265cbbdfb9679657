using System.ComponentModel;

namespace ItoSharp;

/// <content>The gradient passes that generated samplers offer where they are declared with them.</content>
public abstract partial class FieldSampler<TProcess, T>
{
    /// <summary>The continuous adjoint, for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Gradient<TProcess, T> AdjointDeisGradient(
        ReadOnlySpan<T> start,
        Loss<T> loss,
        AdjointDeisOptions? adjoint,
        SampleOptions? options
    )
    {
        ArgumentNullException.ThrowIfNull(loss);
        AdjointDeisOptions choices = adjoint ?? new AdjointDeisOptions();
        IDifferentiableModel<T> model = Differentiable();
        RunInput<T> input = Input(start, options);
        AdjointGrid grid = AdjointGrid.Build(Plan, choices, input.Conditions.Times);
        if (input.Known is not null)
        {
            throw new ArgumentException(
                "AdjointDEIS integrates a flow, but inpainting replaces the known values after every step, which is a jump: use the "
                    + "exact adjoint (Gradient)",
                nameof(options)
            );
        }

        BatchParts<T> parts = new(input, start, Model.Dimension);
        var tapes = new Tape<T>[parts.Count];
        bool recorded = choices.States == AdjointStates.Recorded;
        Forward(parts, tapes, predictions: false, states: recorded);
        T[] cotangent = Differentiate(parts, loss, out double value);
        T[] samples = parts.Results.ToArray();
        var passes = new AdjointDeisPass<T>[parts.Count];
        parts.Run(part =>
        {
            T[] a = cotangent.AsSpan(part.Input.First * Model.Dimension, part.Result.Length).ToArray();
            passes[part.Index] = new(Plan, model, part.Input, grid, choices);
            passes[part.Index].Run(a, tapes[part.Index]);
            a.CopyTo(part.Result);
        });
        static string Undefined(string what) => $"AdjointDEIS defines no gradient of {what}: use the exact adjoint";
        return new(
            new(null, Undefined("the process's parameters")),
            new(null, Undefined("the nodes' times")),
            new(null, Undefined("the steps' weights")),
            new(null, Undefined("the noise levels")),
            new(null, Undefined("the mean"))
        )
        {
            Loss = value,
            Samples = samples,
            Start = parts.Results.ToArray(),
            Condition = [.. passes.SelectMany(pass => pass.Conditions[0])],
            ConditionChanges = Changes(passes.Select(pass => pass.Conditions)),
            Model = Sum(passes.Select(pass => pass.Parameters), model.ParameterCount),
            Warnings = grid.Warnings,
            StoredBytes = tapes.Sum(tape => tape.Bytes),
            ModelCalls = (Evaluations + passes[0].Evaluations, grid.Rows.Length),
        };
    }

    private void Forward(BatchParts<T> parts, Tape<T>[] tapes, bool predictions, bool states = true)
    {
        SharedProgress? progress = SharedProgress.For(parts.Input.Options, (long)parts.Count * Plan.Rows.Length);
        parts.Run(part =>
        {
            Tape<T> tape = new(predictions);
            using SamplerRun<T> run = new(Plan, part.Input, part.Start.Span, states ? tape : null, progress);
            run.Complete();
            run.State.CopyTo(part.Result.Span);
            if (!predictions)
            {
                tape.RecordLast(run.State);
            }

            tapes[part.Index] = tape;
        });
    }

    private static T[] Differentiate(BatchParts<T> parts, Loss<T> loss, out double value)
    {
        var cotangent = new T[parts.Results.Length];
        value = loss(parts.Results, cotangent);
        for (int i = 0; i < cotangent.Length; i++)
        {
            if (!T.IsFinite(cotangent[i]))
            {
                throw new ArgumentException($"the loss wrote {cotangent[i]} at gradient[{i}]; every entry must be finite", nameof(loss));
            }
        }

        return cotangent;
    }

    private IDifferentiableModel<T> Differentiable() =>
        Model as IDifferentiableModel<T>
        ?? throw new InvalidOperationException(
            $"the model {Model.GetType().Name} has no pull-back: implement IDifferentiableModel<{typeof(T).Name}> to differentiate through it"
        );

    /// <summary>The gradients of the conditions after the first, of the whole batch.</summary>
    private static T[][] Changes(IEnumerable<T[][]> parts)
    {
        T[][][] all = [.. parts];
        return [.. Enumerable.Range(1, all[0].Length - 1).Select(change => (T[])[.. all.SelectMany(conditions => conditions[change])])];
    }

    private static T[] Sum(IEnumerable<T[]> parts, int length)
    {
        var sum = new T[length];
        foreach (T[] part in parts)
        {
            Elementwise.Add(part, sum);
        }

        return sum;
    }
}
