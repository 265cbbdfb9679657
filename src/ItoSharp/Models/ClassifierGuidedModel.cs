using System.Buffers;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Classifier guidance: <c>eps - w sigma grad log p(c | x)</c>, in whatever form the model predicts; the classifier is given by that
/// gradient, as a model that predicts a score.
/// </summary>
/// <remarks>
/// Dhariwal and Nichol, "Diffusion Models Beat GANs on Image Synthesis" (2021), algorithm 2. Condition rows are the model's condition
/// followed by the classifier's. Derivatives are exact; the classifier's own pull-back is that of its gradient, a Hessian
/// product. Thread-safe where both are.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ClassifierGuidedModel<T> : IDifferentiableModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IModel<T> model;
    private readonly IModel<T> classifier;
    private readonly IProcess process;
    private readonly GuidanceScale scale;

    /// <summary>Guides a model by a classifier.</summary>
    /// <param name="model">The model.</param>
    /// <param name="classifier">grad_x log p(c | x) at (x, t), with <see cref="Prediction.Score"/>, of the model's dimension.</param>
    /// <param name="process">The sampler's process, for sigma and the conversion to the model's form.</param>
    /// <param name="scale">w; 1 is Bayes' rule.</param>
    public ClassifierGuidedModel(IModel<T> model, IModel<T> classifier, IProcess process, GuidanceScale scale)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(classifier);
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(scale);
        if (classifier.Predicts != Prediction.Score)
        {
            throw new ArgumentException(
                $"The classifier predicts {classifier.Predicts}; it must give the gradient of log p(c | x), which is a Score.",
                nameof(classifier)
            );
        }
        if (classifier.Dimension != model.Dimension)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The classifier's gradient has {classifier.Dimension} entries; {model.Dimension}, the model's dimension, are right."
                ),
                nameof(classifier)
            );
        }
        this.model = model;
        this.classifier = classifier;
        this.process = process;
        this.scale = scale;
    }

    /// <inheritdoc/>
    public Prediction Predicts => model.Predicts;

    /// <inheritdoc/>
    public int Dimension => model.Dimension;

    /// <inheritdoc/>
    public int ConditionDimension => model.ConditionDimension + classifier.ConditionDimension;

    /// <summary>The model's parameters, then the classifier's.</summary>
    public int ParameterCount => Count(model) + Count(classifier);

    /// <inheritdoc/>
    public bool DifferentiatesTime =>
        scale.HasSlope
        && model is IDifferentiableModel<T> { DifferentiatesTime: true }
        && classifier is IDifferentiableModel<T> { DifferentiatesTime: true };

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction)
    {
        ModelChecks.Evaluation(this, input, prediction.Length);
        using Conditions conditions = new(this, input);
        T weight = T.CreateTruncating(Weight(process.At(input.Time), scale.At(input.Time)));
        model.Evaluate(new(input.X, input.Batch, input.Time, conditions.OfModel), prediction);
        T[] rented = ArrayPool<T>.Shared.Rent(prediction.Length);
        try
        {
            Span<T> gradient = rented.AsSpan(0, prediction.Length);
            // Rented memory holds old numbers: a classifier that writes too little must be found.
            gradient.Fill(T.NaN);
            classifier.Evaluate(new(input.X, input.Batch, input.Time, conditions.OfClassifier), gradient);
            for (int i = 0; i < prediction.Length; i++)
                prediction[i] = T.FusedMultiplyAdd(weight, gradient[i], prediction[i]);
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public void PullBack(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into)
    {
        ModelChecks.PullBack(this, input, cotangent.Length, into);
        IDifferentiableModel<T> first = Differentiable(model, "model");
        IDifferentiableModel<T> second = Differentiable(classifier, "classifier");
        using Conditions conditions = new(this, input);
        ModelInput<T> ofModel = new(input.X, input.Batch, input.Time, conditions.OfModel);
        ModelInput<T> ofClassifier = new(input.X, input.Batch, input.Time, conditions.OfClassifier);
        using Cotangents a = new(first, input.Batch, into);
        using Cotangents b = new(second, input.Batch, into);
        T[] rented = ArrayPool<T>.Shared.Rent(2 * cotangent.Length);
        try
        {
            ProcessPoint point = process.At(input.Time);
            double w = scale.At(input.Time);
            T weight = T.CreateTruncating(Weight(point, w));
            Span<T> weighed = rented.AsSpan(0, cotangent.Length);
            for (int i = 0; i < weighed.Length; i++)
                weighed[i] = weight * cotangent[i];
            int own = Count(model);
            bool parameters = !into.Parameters.IsEmpty;
            first.PullBack(ofModel, cotangent, a.Into(parameters ? into.Parameters[..own] : default));
            second.PullBack(ofClassifier, weighed, b.Into(parameters ? into.Parameters[own..] : default));
            if (!into.Time.IsEmpty)
            {
                Span<T> gradient = rented.AsSpan(cotangent.Length, cotangent.Length);
                classifier.Evaluate(ofClassifier, gradient);
                double along = WeightSlope(point, w, scale.SlopeAt(input.Time));
                for (int row = 0; row < input.Batch; row++)
                {
                    int from = row * Dimension;
                    double withGradient = Elementwise.Dot<T>(cotangent.Slice(from, Dimension), gradient.Slice(from, Dimension), default);
                    into.Time[row] = a.Time[row] + b.Time[row] + along * withGradient;
                }
            }
            for (int i = 0; i < into.X.Length; i++)
                into.X[i] = a.X[i] + b.X[i];
            for (int row = 0; row < input.Batch && !into.Condition.IsEmpty; row++)
            {
                Span<T> target = into.Condition.Slice(row * ConditionDimension, ConditionDimension);
                a.ConditionRow(row).CopyTo(target);
                b.ConditionRow(row).CopyTo(target[model.ConditionDimension..]);
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(rented);
        }
    }

    // eps moves by -w sigma gradient, and the model's prediction by that times the conversion's factor of the noise.
    // Where alpha is 0 the state says nothing of the data, so the classifier's gradient is zero and its weight of no account.
    private double Weight(in ProcessPoint point, double w) =>
        point.Alpha == 0 ? 0 : -w * point.Sigma * PredictionMap.Between(point, Prediction.Noise, model.Predicts).Model;

    private double WeightSlope(in ProcessPoint point, double w, double slope)
    {
        if (point.Alpha == 0)
        {
            return 0;
        }

        double factor = PredictionMap.Between(point, Prediction.Noise, model.Predicts).Model;
        ProcessPoint by = PredictionMap.PullBack(point, Prediction.Noise, model.Predicts, new(0.0, -w * point.Sigma));
        // The process also wants to write the derivatives by its parameters; a model has no use for them.
        int count = process.ParameterNames.Count;
        Span<double> parameters = count <= 64 ? stackalloc double[count] : new double[count];
        double along = process.PullBack(point.Time, by with { Sigma = by.Sigma - w * factor }, parameters);
        return along - slope * point.Sigma * factor;
    }

    private static int Count(IModel<T> of) => (of as IDifferentiableModel<T>)?.ParameterCount ?? 0;

    private static IDifferentiableModel<T> Differentiable(IModel<T> of, string what) =>
        of as IDifferentiableModel<T>
        ?? throw new InvalidOperationException(
            $"The {what} {of.GetType().Name} has no pull-back: give an IDifferentiableModel<{typeof(T).Name}> to take gradients."
        );

    /// <summary>Each row's condition taken apart.</summary>
    private readonly ref struct Conditions
    {
        private readonly T[] rented;

        public Conditions(ClassifierGuidedModel<T> guided, in ModelInput<T> input)
        {
            int own = guided.model.ConditionDimension;
            int other = guided.classifier.ConditionDimension;
            rented = ArrayPool<T>.Shared.Rent(input.Batch * (own + other));
            Span<T> ofModel = rented.AsSpan(0, input.Batch * own);
            Span<T> ofClassifier = rented.AsSpan(input.Batch * own, input.Batch * other);
            for (int row = 0; row < input.Batch; row++)
            {
                ReadOnlySpan<T> both = input.Condition.Slice(row * (own + other), own + other);
                both[..own].CopyTo(ofModel[(row * own)..]);
                both[own..].CopyTo(ofClassifier[(row * other)..]);
            }
            OfModel = ofModel;
            OfClassifier = ofClassifier;
        }

        public ReadOnlySpan<T> OfModel { get; }

        public ReadOnlySpan<T> OfClassifier { get; }

        public void Dispose() => ArrayPool<T>.Shared.Return(rented);
    }

    /// <summary>The cotangents of one of the two, where the caller wants them.</summary>
    private readonly ref struct Cotangents
    {
        private readonly T[] x;
        private readonly T[] condition;
        private readonly double[] time;
        private readonly int width;

        public Cotangents(IDifferentiableModel<T> of, int rows, in ModelCotangents<T> wanted)
        {
            width = of.ConditionDimension;
            x = ArrayPool<T>.Shared.Rent(rows * of.Dimension);
            condition = ArrayPool<T>.Shared.Rent(rows * width);
            time = ArrayPool<double>.Shared.Rent(rows);
            X = x.AsSpan(0, wanted.X.IsEmpty ? 0 : rows * of.Dimension);
            Condition = condition.AsSpan(0, wanted.Condition.IsEmpty ? 0 : rows * width);
            Time = time.AsSpan(0, wanted.Time.IsEmpty ? 0 : rows);
        }

        public Span<T> X { get; }

        public Span<T> Condition { get; }

        public Span<double> Time { get; }

        public ReadOnlySpan<T> ConditionRow(int row) => Condition.Slice(row * width, width);

        public ModelCotangents<T> Into(Span<T> parameters)
        {
            ModelCotangents<T> into = new()
            {
                X = X,
                Condition = Condition,
                Parameters = parameters,
                Time = Time,
            };
            PulledBack.Poison(into);
            return into;
        }

        public void Dispose()
        {
            ArrayPool<T>.Shared.Return(x);
            ArrayPool<T>.Shared.Return(condition);
            ArrayPool<double>.Shared.Return(time);
        }
    }
}
