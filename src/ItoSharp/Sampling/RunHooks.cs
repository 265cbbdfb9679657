using System.Numerics;

namespace ItoSharp;

/// <summary>What a run does besides its steps: thresholding, replacement of known values, and telling an observer.</summary>
internal sealed class RunHooks<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly SamplerPlan<T> _plan;
    private readonly RunInput<T> _input;
    private readonly StepObservation<T>? _observation;

    private RunHooks(SamplerPlan<T> plan, RunInput<T> input, int length)
    {
        _plan = plan;
        _input = input;
        int dimension = length / input.Rows;
        Threshold = input.Options.Thresholding is { } thresholding ? new(thresholding, plan.Model.Predicts, dimension) : null;
        Mask = input.Known is { } known ? new(input, known, plan.Grid, dimension) : null;
        _observation = input.Observer is { } observer ? new(plan, input, observer, length) : null;
    }

    /// <summary>Null without thresholding.</summary>
    public PredictionThreshold<T>? Threshold { get; }

    /// <summary>Null without inpainting.</summary>
    public MaskReplacement<T>? Mask { get; }

    /// <summary>Null where the run asks for nothing of this: then it costs nothing.</summary>
    public static RunHooks<T>? For(SamplerPlan<T> plan, RunInput<T> input, int length) =>
        input.Options.Thresholding is null && input.Known is null && input.Observer is null ? null : new(plan, input, length);

    /// <summary>Takes a raw prediction as it comes from the model, and leaves the one that the step uses.</summary>
    public void Predicted(StepRow row, int block, ReadOnlySpan<T> x, Span<T> prediction, Tape<T>? tape)
    {
        if (Threshold is not null)
        {
            tape?.RecordRaw(prediction);
            Threshold.Apply(row.Points[block], x, _input.Mean.Span, prediction);
        }

        if (block == 0)
        {
            _observation?.Keep(row, Threshold is null ? _plan.Model.Predicts : Prediction.Data, x, prediction);
        }
    }

    /// <summary>Goes on inside a step whose first prediction, in the given form, was made before a checkpoint.</summary>
    public void Resumed(StepRow row, Prediction form, ReadOnlySpan<T> x, ReadOnlySpan<T> first) => _observation?.Keep(row, form, x, first);

    /// <summary>How the prediction that the step uses becomes the step's form.</summary>
    public Conversion Conversion(StepRow row, int block) =>
        Threshold is null
            ? row.Conversions[block]
            : ItoSharp.Conversion.At(row.Points[block], Prediction.Data, row.Form) * row.ConversionScale;

    /// <summary>How the step's first prediction becomes the other form; only where <see cref="StepRow.OtherConversion"/> is there.</summary>
    public Conversion OtherConversion(StepRow row) =>
        Threshold is null ? row.OtherConversion!.Value : ItoSharp.Conversion.At(row.Points[0], Prediction.Data, row.OtherForm);

    /// <summary>Replaces known values and shows the observation a node's state, before anything of the next step.</summary>
    public void Reached(int node, Span<T> state)
    {
        Mask?.Apply(node, state);
        _observation?.Reached(node, state);
    }

    /// <summary>Tells the observer of a step; its exceptions end the caller's loop, the run itself is ready for its next query.</summary>
    public void Completed(int step, ReadOnlySpan<T> state) => _observation?.Tell(step, state);
}
