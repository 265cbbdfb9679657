using System.Buffers;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The exact denoiser of Gaussian data N(m, C) with a full covariance, with the exact solutions that a sampler of it has: the
/// main oracle for the order and the law of samplers.
/// </summary>
/// <remarks>
/// In the eigenbasis u_k, lambda_k of C everything is one-dimensional, with <c>psi_k^2 = alpha^2 lambda_k + sigma^2</c> the
/// variance of x along u_k. O(d^2) a row after a decomposition in O(d^3), for d up to a few hundred; computed in double
/// whatever T is. Thread-safe. For a mean-reverting process x is relative to its mean: see <see cref="MeanShiftedModel{T}"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class GaussianModel<T> : IDifferentiableModel<T>, ITangentModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = LowRankKernels.Lanes;

    private readonly int padded;
    private readonly double[] mean;
    private readonly double[] eigenvalues;
    private readonly double[] eigenvectors; // row k is u_k, padded

    /// <summary>The denoiser of a law under a process.</summary>
    /// <param name="mean">m, d entries.</param>
    /// <param name="covariance">C, symmetric and not negative, d x d.</param>
    /// <param name="process">The process that adds the noise.</param>
    /// <param name="predicts">What the model predicts.</param>
    public GaussianModel(ReadOnlySpan<double> mean, double[,] covariance, IProcess process, Prediction predicts = Prediction.Data)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentNullException.ThrowIfNull(process);
        _ = new PredictionForm(predicts, default);
        Dimension = mean.Length;
        Process = process;
        Predicts = predicts;
        CheckLaw(mean, covariance);
        this.mean = mean.ToArray();
        var matrix = new double[Dimension * Dimension];
        for (int i = 0; i < Dimension; i++)
        for (int j = 0; j < Dimension; j++)
            matrix[i * Dimension + j] = 0.5 * (covariance[i, j] + covariance[j, i]);
        (eigenvalues, var vectors) = SymmetricEigen.Decompose(matrix, Dimension);
        padded = (Dimension + GaussianMixture.Padding - 1) / GaussianMixture.Padding * GaussianMixture.Padding;
        eigenvectors = new double[Dimension * padded];
        for (int k = 0; k < Dimension; k++)
            vectors.AsSpan(k * Dimension, Dimension).CopyTo(eigenvectors.AsSpan(k * padded));
        CheckEigenvalues();
    }

    /// <summary>The process that adds the noise.</summary>
    public IProcess Process { get; }

    /// <inheritdoc/>
    public Prediction Predicts { get; }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public bool DifferentiatesTime => true;

    /// <summary>The trainable parameters: the mean m.</summary>
    public int ParameterCount => Dimension;

    /// <summary>The eigenvalues of the covariance, in no particular order.</summary>
    public ReadOnlySpan<double> Eigenvalues => eigenvalues;

    /// <inheritdoc/>
    public void PushForward(in ModelInput<T> input, in ModelTangent<T> along, Span<T> tangent) =>
        SymmetricTangent.Write(this, input, along, tangent);

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction)
    {
        ModelChecks.Evaluation(this, input, prediction.Length);
        var point = PointAt(input.Time);
        var form = new PredictionForm(Predicts, point);
        int d = Dimension;
        var rented = ArrayPool<double>.Shared.Rent(Lanes * (padded + d));
        try
        {
            var rows = rented.AsSpan(0, Lanes * padded);
            var along = rented.AsSpan(Lanes * padded, Lanes * d);
            for (int first = 0; first < input.Batch; first += Lanes)
            {
                int count = Math.Min(Lanes, input.Batch - first);
                Project(input.X, first, count, point.Alpha, rows, along);
                for (int k = 0; k < d; k++)
                {
                    double gain = Gain(form, point, eigenvalues[k]);
                    for (int r = 0; r < count; r++)
                        along[k * Lanes + r] *= gain;
                }
                Expand(along, count, rows);
                for (int r = 0; r < count; r++)
                {
                    var row = rows.Slice(r * padded, padded);
                    for (int i = 0; i < d; i++)
                        row[i] = Math.FusedMultiplyAdd(form.Data, mean[i], row[i]);
                    Rows.Store<T>(row, prediction.Slice((first + r) * d, d));
                }
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
        int d = Dimension;
        var rented = ArrayPool<double>.Shared.Rent(Lanes * (padded + 2 * d));
        try
        {
            var rows = rented.AsSpan(0, Lanes * padded);
            var along = rented.AsSpan(Lanes * padded, Lanes * d);
            var cotangents = rented.AsSpan(Lanes * (padded + d), Lanes * d);
            for (int first = 0; first < input.Batch; first += Lanes)
            {
                int count = Math.Min(Lanes, input.Batch - first);
                Project(input.X, first, count, point.Alpha, rows, along);
                Project(cotangent, first, count, 0.0, rows, cotangents);
                for (int r = 0; r < count && !into.Time.IsEmpty; r++)
                    into.Time[first + r] = TimeDerivative(form, point, along[r..], cotangents[r..]);
                for (int k = 0; k < d; k++)
                {
                    double gain = Gain(form, point, eigenvalues[k]);
                    for (int r = 0; r < count; r++)
                        cotangents[k * Lanes + r] *= gain;
                }
                Expand(cotangents, count, rows);
                for (int r = 0; r < count; r++)
                {
                    var state = rows.Slice(r * padded, padded);
                    var own = cotangent.Slice((first + r) * d, d);
                    if (!into.X.IsEmpty)
                        Rows.Store<T>(state, into.X.Slice((first + r) * d, d));
                    // Moving the mean moves D, and x - alpha m the other way.
                    for (int i = 0; i < into.Parameters.Length; i++)
                        into.Parameters[i] += T.CreateTruncating(form.Data * double.CreateTruncating(own[i]) - point.Alpha * state[i]);
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    // With y = x - alpha m and psi^2 = alpha^2 lambda + sigma^2, along each eigenvector: U = y / psi^2, D = m + alpha lambda U.
    private double TimeDerivative(in PredictionForm form, in ProcessPoint point, ReadOnlySpan<double> y, ReadOnlySpan<double> c)
    {
        double withData = 0.0;
        double withPrecision = 0.0;
        double alongAlpha = 0.0;
        double alongSigma = 0.0;
        for (int k = 0; k < Dimension; k++)
        {
            double lambda = eigenvalues[k];
            double weight = c[k * Lanes];
            double u = y[k * Lanes] / Variance(point, lambda);
            double gain = Gain(form, point, lambda);
            double m = Along(k, mean);
            withData += weight * Math.FusedMultiplyAdd(point.Alpha * lambda, u, m);
            withPrecision += weight * u;
            alongAlpha += weight * (form.Data * lambda * u - gain * (m + 2.0 * point.Alpha * lambda * u));
            alongSigma -= weight * gain * 2.0 * point.Sigma * u;
        }
        return form.TimeDerivative(Process, withData, withPrecision, alongAlpha, alongSigma);
    }

    // The coordinates of up to four rows minus alpha m in the eigenbasis, d x 4.
    private void Project(ReadOnlySpan<T> source, int first, int count, double alpha, Span<double> rows, Span<double> along)
    {
        rows[(count * padded)..].Clear();
        for (int r = 0; r < count; r++)
        {
            var row = rows.Slice(r * padded, padded);
            Rows.Load(source.Slice((first + r) * Dimension, Dimension), row);
            for (int i = 0; i < Dimension; i++)
                row[i] = Math.FusedMultiplyAdd(-alpha, mean[i], row[i]);
        }
        if (count == 1)
            LowRankKernels.Project1(eigenvectors, Dimension, padded, rows, along);
        else
            LowRankKernels.Project4(eigenvectors, Dimension, padded, rows, along);
    }

    private void Expand(ReadOnlySpan<double> along, int count, Span<double> rows)
    {
        if (count == 1)
            LowRankKernels.Expand1(eigenvectors, Dimension, padded, along, rows);
        else
            LowRankKernels.Expand4(eigenvectors, Dimension, padded, along, rows);
    }

    // The factor of y in the prediction along an eigenvector.
    private static double Gain(in PredictionForm form, in ProcessPoint point, double lambda) =>
        (form.Data * point.Alpha * lambda + form.Precision) / Variance(point, lambda);

    private static double Variance(in ProcessPoint point, double lambda) =>
        Math.FusedMultiplyAdd(point.Alpha * point.Alpha, lambda, point.Sigma * point.Sigma);

    private double Along(int k, ReadOnlySpan<double> row)
    {
        var vector = eigenvectors.AsSpan(k * padded, Dimension);
        double sum = 0.0;
        for (int i = 0; i < vector.Length; i++)
            sum = Math.FusedMultiplyAdd(vector[i], row[i], sum);
        return sum;
    }

    private void AddAlong(int k, double factor, Span<double> row)
    {
        var vector = eigenvectors.AsSpan(k * padded, Dimension);
        for (int i = 0; i < vector.Length; i++)
            row[i] = Math.FusedMultiplyAdd(factor, vector[i], row[i]);
    }

    private ProcessPoint PointAt(double time)
    {
        var point = Process.At(time);
        ModelChecks.Point(point, time);
        if (point.Sigma == 0.0 && Array.Exists(eigenvalues, value => value == 0.0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(time),
                time,
                "sigma is 0 there and the covariance is singular: the state has no density; ask for a time with sigma > 0."
            );
        }
        return point;
    }
}
