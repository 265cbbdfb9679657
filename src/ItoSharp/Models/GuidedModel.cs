using System.Buffers;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Classifier-free guidance: <c>m = m_u + w (m_c - m_u)</c> of a conditional model's predictions with the sample's condition and
/// with the unconditional (or negative) one. Both come from one call of the inner model with twice the rows; where w is 0 or
/// 1, from one branch alone.
/// </summary>
/// <remarks>
/// Ho and Salimans, "Classifier-Free Diffusion Guidance" (2022), with the scale of diffusers (w = 1 is the conditional model;
/// the paper's own w is one less). All predictions are linear in the data prediction with coefficients that depend on x and t
/// alone, so it is the same guidance whatever the model predicts. The rescale is not: as in its paper it acts on the
/// model's own prediction. Derivatives are exact, through the rescale too. Thread-safe where the inner model is; nothing is allocated
/// once the array pool is warm.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class GuidedModel<T> : IDifferentiableModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IModel<T> model;
    private readonly GuidanceScale scale;
    private readonly GuidanceRescale rescale;
    private readonly T[] unconditional; // empty: each row brings its own
    private readonly int width;

    /// <summary>Guides a model away from one unconditional condition, the same for every row.</summary>
    /// <param name="model">The conditional model.</param>
    /// <param name="scale">w; a number, or a <see cref="GuidanceScale"/> of time.</param>
    /// <param name="unconditional">The unconditional or negative condition, one row of the model's condition dimension; copied.</param>
    /// <param name="rescale">
    /// phi in [0, 1] of Lin et al., "Common Diffusion Noise Schedules and Sample Steps are Flawed" (2023), equations 14 to 16:
    /// the share of the prediction that is brought to the conditional one's standard deviation over the entries of its sample.
    /// 0: none; the paper uses 0.7.
    /// </param>
    public GuidedModel(IModel<T> model, GuidanceScale scale, ReadOnlySpan<T> unconditional, double rescale = 0.0)
        : this(model, scale, rescale)
    {
        if (unconditional.Length != width)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The unconditional condition has {unconditional.Length} entries; {width}, the model's condition dimension, are right."
                ),
                nameof(unconditional)
            );
        }
        for (int i = 0; i < unconditional.Length; i++)
            ModelChecks.Finite(double.CreateTruncating(unconditional[i]), nameof(unconditional), i);
        this.unconditional = unconditional.ToArray();
    }

    private GuidedModel(IModel<T> model, GuidanceScale scale, double rescale)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(scale);
        if (model.ConditionDimension == 0)
            throw new ArgumentException(
                "The model takes no condition (ConditionDimension is 0): there is nothing to guide by.",
                nameof(model)
            );
        this.model = model;
        this.scale = scale;
        this.rescale = new GuidanceRescale(rescale, model.Dimension);
        width = model.ConditionDimension;
        unconditional = [];
    }

    /// <summary>
    /// Guides every row away from a negative condition of its own: condition rows are then the condition followed by the
    /// negative one, twice the model's condition dimension, and gradients reach both.
    /// </summary>
    /// <param name="model">The conditional model.</param>
    /// <param name="scale">w.</param>
    /// <param name="rescale">phi in [0, 1].</param>
    public static GuidedModel<T> WithNegatives(IModel<T> model, GuidanceScale scale, double rescale = 0.0) => new(model, scale, rescale);

    /// <inheritdoc/>
    public Prediction Predicts => model.Predicts;

    /// <inheritdoc/>
    public int Dimension => model.Dimension;

    /// <inheritdoc/>
    public int ConditionDimension => unconditional.Length == 0 ? 2 * width : width;

    /// <inheritdoc/>
    public int ParameterCount => (model as IDifferentiableModel<T>)?.ParameterCount ?? 0;

    /// <summary>Where the inner model does, and the scale's slope is known.</summary>
    public bool DifferentiatesTime => model is IDifferentiableModel<T> { DifferentiatesTime: true } && scale.HasSlope;

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction)
    {
        ModelChecks.Evaluation(this, input, prediction.Length);
        double w = scale.At(input.Time);
        using Doubled doubled = new(this, input, Branches(w));
        model.Evaluate(doubled.Input, doubled.Prediction);
        if (doubled.Count == 1)
        {
            doubled.Prediction.CopyTo(prediction);
            return;
        }

        ReadOnlySpan<T> conditional = doubled.Prediction[..prediction.Length];
        Combine(w, conditional, doubled.Prediction[prediction.Length..], prediction);
        if (rescale.Share > 0.0)
        {
            for (int first = 0; first < prediction.Length; first += Dimension)
                rescale.Apply(conditional.Slice(first, Dimension), prediction.Slice(first, Dimension));
        }
    }

    // Both are bit for bit the model's own prediction, in half the work; the rescale leaves a conditional prediction as it is.
    private Branch Branches(double w) =>
        w == 1.0 ? Branch.Conditional
        : w == 0.0 && rescale.Share == 0.0 ? Branch.Unconditional
        : Branch.Both;

    private static void Combine(double w, ReadOnlySpan<T> conditional, ReadOnlySpan<T> unconditional, Span<T> guided)
    {
        T by = T.CreateTruncating(w);
        for (int i = 0; i < guided.Length; i++)
            guided[i] = T.FusedMultiplyAdd(by, conditional[i] - unconditional[i], unconditional[i]);
    }

    private enum Branch
    {
        Conditional,
        Unconditional,
        Both,
    }

    /// <summary>The inner model's batch: the rows with their condition, then once more with the unconditional one.</summary>
    private readonly ref struct Doubled
    {
        private readonly T[] states;
        private readonly T[] conditions;
        private readonly T[] predictions;

        public Doubled(GuidedModel<T> guided, in ModelInput<T> input, Branch branches)
        {
            Count = branches == Branch.Both ? 2 : 1;
            int length = input.X.Length;
            int width = guided.width;
            states = ArrayPool<T>.Shared.Rent(Count * length);
            predictions = ArrayPool<T>.Shared.Rent(Count * length);
            conditions = ArrayPool<T>.Shared.Rent(Count * input.Batch * width);
            for (int copy = 0; copy < Count; copy++)
                input.X.CopyTo(states.AsSpan(copy * length));
            int written = 0;
            if (branches != Branch.Unconditional)
            {
                for (int row = 0; row < input.Batch; row++, written += width)
                    input.Condition.Slice(row * guided.ConditionDimension, width).CopyTo(conditions.AsSpan(written));
            }
            if (branches != Branch.Conditional)
            {
                for (int row = 0; row < input.Batch; row++, written += width)
                    guided.Unconditional(input, row).CopyTo(conditions.AsSpan(written));
            }
            Prediction = predictions.AsSpan(0, Count * length);
            // Rented memory holds old numbers: an inner model that writes too little must be found, as anywhere else.
            Prediction.Fill(T.NaN);
            Input = new(states.AsSpan(0, Count * length), Count * input.Batch, input.Time, conditions.AsSpan(0, written));
        }

        /// <summary>1 or 2.</summary>
        public int Count { get; }

        public ModelInput<T> Input { get; }

        public Span<T> Prediction { get; }

        public void Dispose()
        {
            ArrayPool<T>.Shared.Return(states);
            ArrayPool<T>.Shared.Return(conditions);
            ArrayPool<T>.Shared.Return(predictions);
        }
    }

    private ReadOnlySpan<T> Unconditional(in ModelInput<T> input, int row) =>
        unconditional.Length == 0 ? input.Condition.Slice(row * 2 * width + width, width) : unconditional;
}
