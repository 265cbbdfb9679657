namespace ItoSharp;

/// <content>Tangents, in forward mode.</content>
public abstract partial class FieldSampler<TProcess, T>
{
    /// <summary>
    /// The exact derivatives of the samples along a few directions of start, condition and model parameters, in forward mode: one run, one
    /// Jacobian-vector product for each direction and evaluation, a run's memory for each direction. For a gradient take <c>Gradient</c>.
    /// </summary>
    /// <remarks>
    /// A step is linear in state and predictions, so the tangents go through the sampler's own fused updates, without mean and noise,
    /// whichever plan it is. The noise of an SDE is held fixed.
    /// </remarks>
    /// <param name="start">The start states, rows x dimension.</param>
    /// <param name="directions">The directions.</param>
    /// <param name="options">As for Sample, without thresholding and inpainting.</param>
    /// <exception cref="InvalidOperationException">The model is no <see cref="ITangentModel{T}"/>.</exception>
    /// <exception cref="ArgumentException">A shape does not fit, or the options threshold or replace values.</exception>
    public SampleTangents<T> SampleTangents(ReadOnlySpan<T> start, IReadOnlyList<Tangent<T>> directions, SampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(directions);
        ITangentModel<T> model =
            Model as ITangentModel<T>
            ?? throw new InvalidOperationException(
                $"the model {Model.GetType().Name} has no push-forward: implement ITangentModel<{typeof(T).Name}> to take tangents of its samplers"
            );
        RunInput<T> input = Input(start, options);
        RequireTangents(input, directions, start.Length);
        BatchParts<T> parts = new(input, start, Model.Dimension);
        SharedProgress? progress = SharedProgress.For(input.Options, (long)parts.Count * Plan.Rows.Length);
        T[][] tangents = Buffers.Of<T>(directions.Count, start.Length);
        parts.Run(part => Push(model, part, directions, tangents, progress));
        return new(parts.Results.ToArray(), tangents);
    }

    private void Push(
        ITangentModel<T> model,
        BatchParts<T>.Part part,
        IReadOnlyList<Tangent<T>> directions,
        T[][] tangents,
        SharedProgress? progress
    )
    {
        int first = part.Input.First * Model.Dimension;
        int firstCondition = part.Input.First * Model.ConditionDimension;
        using SamplerRun<T> run = new(Plan, part.Input, part.Start.Span, progress: progress);
        T[] still = new T[part.Result.Length];
        SamplerRun<T>[] pushed =
        [
            .. directions.Select(direction => new SamplerRun<T>(
                Plan,
                part.Input.Homogeneous(),
                direction.Start.IsEmpty ? still : direction.Start.Slice(first, still.Length).Span
            )),
        ];
        while (run.NextQuery is { } query)
        {
            part.Input.Options.Cancellation.ThrowIfCancellationRequested();
            model.Evaluate(query.Input, query.Prediction.Span);
            bool conditioned = part.Input.Conditions.At(query.Time) == 0;
            for (int k = 0; k < pushed.Length; k++)
            {
                ModelQuery<T> motion = pushed[k].NextQuery!;
                ReadOnlyMemory<T> condition = directions[k].Condition;
                ModelTangent<T> along = new()
                {
                    X = motion.X.Span,
                    Condition =
                        condition.IsEmpty || !conditioned
                            ? default
                            : condition.Slice(firstCondition, part.Input.Rows * Model.ConditionDimension).Span,
                    Parameters = directions[k].Model.Span,
                };
                model.PushForward(query.Input, along, motion.Prediction.Span);
                pushed[k].Advance();
            }

            run.Advance();
        }

        run.State.CopyTo(part.Result.Span);
        for (int k = 0; k < pushed.Length; k++)
        {
            pushed[k].State.CopyTo(tangents[k].AsSpan(first));
        }
    }

    private void RequireTangents(RunInput<T> input, IReadOnlyList<Tangent<T>> directions, int length)
    {
        if (input.Known is not null || input.Options.Thresholding is not null)
        {
            throw new ArgumentException(
                "tangents go through the steps alone: Thresholding and Inpainting are differentiated by Gradient",
                "options"
            );
        }

        int parameters = (Model as IDifferentiableModel<T>)?.ParameterCount ?? 0;
        for (int k = 0; k < directions.Count; k++)
        {
            Tangent<T> direction = directions[k];
            Require(direction.Start.Length, length, "Start");
            Require(direction.Condition.Length, input.Rows * Model.ConditionDimension, "Condition");
            if (Model is IDifferentiableModel<T>)
            {
                Require(direction.Model.Length, parameters, "Model");
            }

            void Require(int given, int right, string name)
            {
                if (given != 0 && given != right)
                {
                    throw new ArgumentException(
                        $"directions[{k}].{name} has {given} entries; {right}, or none for no motion, are right",
                        nameof(directions)
                    );
                }
            }
        }
    }
}
