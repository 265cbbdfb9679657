using System.Buffers;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The exact denoiser of a finite data set, each row equally likely: a softmax-weighted mean of the rows, as in mean shift.
/// </summary>
/// <remarks>
/// O(N d) a row of the batch, computed in double whatever T is. Thread-safe. Without noise the posterior is no function of
/// the state, so every time asked for must have sigma > 0.
/// For a mean-reverting process x is relative to its mean: see <see cref="MeanShiftedModel{T}"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class EmpiricalModel<T> : IDifferentiableModel<T>, ITangentModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Padding = 8;

    private readonly double[] data; // padded rows
    private readonly int padded;

    /// <summary>The denoiser of a data set under a process.</summary>
    /// <param name="data">The rows, count x dimension; copied.</param>
    /// <param name="dimension">d.</param>
    /// <param name="process">The process that adds the noise.</param>
    /// <param name="predicts">What the model predicts.</param>
    public EmpiricalModel(ReadOnlySpan<T> data, int dimension, IProcess process, Prediction predicts = Prediction.Data)
    {
        ArgumentNullException.ThrowIfNull(process);
        _ = new PredictionForm(predicts, default);
        if (dimension < 1)
            throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "A state has at least one dimension.");
        if (data.IsEmpty || data.Length % dimension != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The data have {data.Length} entries; a positive multiple of the dimension {dimension} is right."
                ),
                nameof(data)
            );
        }
        Dimension = dimension;
        Count = data.Length / dimension;
        Process = process;
        Predicts = predicts;
        padded = (dimension + Padding - 1) / Padding * Padding;
        this.data = new double[Count * padded];
        for (int i = 0; i < data.Length; i++)
            ModelChecks.Finite(double.CreateTruncating(data[i]), nameof(data), i);
        for (int row = 0; row < Count; row++)
            Rows.Load(data.Slice(row * dimension, dimension), this.data.AsSpan(row * padded, padded));
    }

    /// <summary>The number of data rows.</summary>
    public int Count { get; }

    /// <summary>The process that adds the noise.</summary>
    public IProcess Process { get; }

    /// <inheritdoc/>
    public Prediction Predicts { get; }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public bool DifferentiatesTime => true;

    /// <inheritdoc/>
    public void PushForward(in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent) =>
        SymmetricTangent.Write(this, input, along, tangent);

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction)
    {
        ModelChecks.Evaluation(this, input, prediction.Length);
        var point = PointAt(input.Time);
        var form = new PredictionForm(Predicts, point);
        double precision = form.Precision / (point.Sigma * point.Sigma);
        var rented = ArrayPool<double>.Shared.Rent(2 * padded + Count);
        try
        {
            var x = rented.AsSpan(0, padded);
            var result = rented.AsSpan(padded, padded);
            var weights = rented.AsSpan(2 * padded, Count);
            for (int row = 0; row < input.Batch; row++)
            {
                Rows.Load(input.X.Slice(row * Dimension, Dimension), x);
                Weigh(x, point, weights);
                // a D + b U with U = sum_i w_i (x - alpha x_i) / sigma^2, row by row so that nothing cancels that need not.
                result.Clear();
                for (int i = 0; i < Count; i++)
                {
                    if (weights[i] != 0.0)
                        EmpiricalRows.Mix(x, Row(i), point.Alpha, weights[i] * form.Data, weights[i] * precision, result);
                }
                Rows.Store<T>(result, prediction.Slice(row * Dimension, Dimension));
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <inheritdoc/>
    public void PullBack(in ModelInput<T> input, ReadOnlySpan<T> cotangent, in ModelCotangents<T> into)
    {
        ModelChecks.PullBack(this, input, cotangent.Length, into);
        var point = PointAt(input.Time);
        var form = new PredictionForm(Predicts, point);
        var rented = ArrayPool<double>.Shared.Rent(3 * padded + 2 * Count);
        try
        {
            var x = rented.AsSpan(0, padded);
            var c = rented.AsSpan(padded, padded);
            var state = rented.AsSpan(2 * padded, padded);
            var weights = rented.AsSpan(3 * padded, Count);
            var products = rented.AsSpan(3 * padded + Count, Count);
            for (int row = 0; row < input.Batch; row++)
            {
                Rows.Load(input.X.Slice(row * Dimension, Dimension), x);
                Rows.Load(cotangent.Slice(row * Dimension, Dimension), c);
                Weigh(x, point, weights);
                double time = PullBackRow(form, point, x, c, weights, products, state);
                if (!into.Time.IsEmpty)
                    into.Time[row] = time;
                if (!into.X.IsEmpty)
                    Rows.Store(state, into.X.Slice(row * Dimension, Dimension));
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // With p_i = c'x_i and p their mean: c'dD/dx = alpha / sigma^2 sum_i w_i (p_i - p) x_i, and U = (x - alpha D) / sigma^2.
    private double PullBackRow(
        in PredictionForm form,
        in ProcessPoint point,
        ReadOnlySpan<double> x,
        ReadOnlySpan<double> c,
        ReadOnlySpan<double> weights,
        Span<double> products,
        Span<double> state
    )
    {
        double alpha = point.Alpha;
        double sigma = point.Sigma;
        double inverse = 1.0 / (sigma * sigma);
        double withData = 0.0;
        for (int i = 0; i < Count; i++)
        {
            products[i] = weights[i] == 0.0 ? 0.0 : LowRankKernels.Dot(c, Row(i));
            withData += weights[i] * products[i];
        }
        state.Clear();
        double alongAlpha = 0.0; // of c'D
        double alongSigma = 0.0;
        for (int i = 0; i < Count; i++)
        {
            double spread = weights[i] * (products[i] - withData);
            if (spread == 0.0)
                continue;
            EmpiricalRows.Mix(x, Row(i), alpha, spread * alpha * inverse, 0.0, state);
            var (square, along) = EmpiricalRows.Distance(x, Row(i), alpha);
            alongAlpha += spread * along * inverse;
            alongSigma += spread * square * inverse / sigma;
        }
        double withPrecision = inverse * (LowRankKernels.Dot(c, x) - alpha * withData);
        double data = form.Data - alpha * inverse * form.Precision;
        for (int i = 0; i < state.Length; i++)
            state[i] = Math.FusedMultiplyAdd(data, state[i], form.Precision * inverse * c[i]);
        return form.TimeDerivative(
            Process,
            withData,
            withPrecision,
            data * alongAlpha - form.Precision * inverse * withData,
            data * alongSigma - 2.0 * form.Precision * withPrecision / sigma
        );
    }

    private void Weigh(ReadOnlySpan<double> x, in ProcessPoint point, Span<double> weights)
    {
        double factor = -0.5 / (point.Sigma * point.Sigma);
        double largest = double.NegativeInfinity;
        for (int i = 0; i < Count; i++)
        {
            weights[i] = factor * EmpiricalRows.Distance(x, Row(i), point.Alpha).Square;
            largest = Math.Max(largest, weights[i]);
        }
        double sum = 0.0;
        for (int i = 0; i < Count; i++)
        {
            weights[i] = Elementary.Exp(weights[i] - largest);
            sum += weights[i];
        }
        for (int i = 0; i < Count; i++)
            weights[i] /= sum;
    }

    private ReadOnlySpan<double> Row(int i) => data.AsSpan(i * padded, padded);

    private ProcessPoint PointAt(double time)
    {
        var point = Process.At(time);
        ModelChecks.Point(point, time);
        if (point.Sigma == 0.0)
        {
            throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                "sigma is 0 there, where the posterior of a finite data set is no function of the state; sigma > 0 is right."
            );
        }
        return point;
    }
}
