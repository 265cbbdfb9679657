using System.Buffers;
using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The exact denoiser of a <see cref="GaussianMixture"/>: the posterior mean of x0 (or what it implies of the noise, the score
/// and so on) given x = alpha x0 + sigma eps. An oracle to test samplers against, and a generative model in its own right.
/// </summary>
/// <remarks>
/// O(K d r) a row; what depends on time alone is cached. Computed in double whatever T is. Thread-safe. Trainable parameters
/// are the components' means, row by row (K x d).
/// For a mean-reverting process x is relative to its mean: see <see cref="MeanShiftedModel{T}"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed partial class GaussianMixtureModel<T> : IDifferentiableModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long CacheBytes = 32L << 20;

    private readonly TimeCache<MixtureAtTime> times;

    /// <summary>The denoiser of a law under a process.</summary>
    /// <param name="law">The law of the data.</param>
    /// <param name="process">The process that adds the noise.</param>
    /// <param name="predicts">What the model predicts.</param>
    public GaussianMixtureModel(GaussianMixture law, IProcess process, Prediction predicts = Prediction.Data)
    {
        ArgumentNullException.ThrowIfNull(law);
        ArgumentNullException.ThrowIfNull(process);
        _ = new PredictionForm(predicts, default);
        Law = law;
        Process = process;
        Predicts = predicts;
        times = new((int)Math.Clamp(CacheBytes / MixtureAtTime.Size(law), 8, 4096), Factorise);
    }

    /// <summary>The law of the data.</summary>
    public GaussianMixture Law { get; }

    /// <summary>The process that adds the noise.</summary>
    public IProcess Process { get; }

    /// <inheritdoc/>
    public Prediction Predicts { get; }

    /// <inheritdoc/>
    public int Dimension => Law.Dimension;

    /// <inheritdoc/>
    public int ConditionDimension => Law.ConditionDimension;

    /// <inheritdoc/>
    public int ParameterCount => Law.Count * Law.Dimension;

    /// <inheritdoc/>
    public bool DifferentiatesTime => true;

    /// <inheritdoc/>
    public void Evaluate(in ModelInput<T> input, Span<T> prediction)
    {
        ModelChecks.Evaluation(this, input, prediction.Length);
        var at = times.At(input.Time);
        var form = new PredictionForm(Predicts, at.Point);
        int memory = MixtureBlock.Memory(Law);
        var rented = ArrayPool<double>.Shared.Rent(memory + Law.Padded);
        try
        {
            var block = new MixtureBlock(Law, at, rented.AsSpan(0, memory));
            var row = rented.AsSpan(memory, Law.Padded);
            Span<double> densities = stackalloc double[LowRankKernels.Lanes];
            for (int first = 0; first < input.Batch; first += LowRankKernels.Lanes)
            {
                int count = Math.Min(LowRankKernels.Lanes, input.Batch - first);
                block.Load(input, first, count);
                block.Solve(count, densities);
                for (int r = 0; r < count; r++)
                {
                    row.Clear();
                    Mix(block, at, form, r, row);
                    Rows.Store<T>(row, prediction.Slice((first + r) * Dimension, Dimension));
                }
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    /// <summary>The log density of one state at a time, given a condition.</summary>
    /// <param name="x">The state.</param>
    /// <param name="time">The time.</param>
    /// <param name="condition">The condition; empty without.</param>
    public double LogDensity(ReadOnlySpan<T> x, double time, ReadOnlySpan<T> condition = default)
    {
        GaussianMixture.CheckLength(x.Length, Dimension, nameof(x));
        GaussianMixture.CheckLength(condition.Length, ConditionDimension, nameof(condition));
        var rented = ArrayPool<double>.Shared.Rent(MixtureBlock.Memory(Law));
        try
        {
            var block = new MixtureBlock(Law, times.At(time), rented);
            Span<double> density = stackalloc double[1];
            block.Load(new ModelInput<T>(x, 1, time, condition), 0, 1);
            block.Solve(1, density);
            return density[0];
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private void Mix(in MixtureBlock block, MixtureAtTime at, in PredictionForm form, int row, Span<double> result)
    {
        for (int k = 0; k < Law.Count; k++)
        {
            double weight = block.Weight(k, row);
            if (weight == 0.0)
                continue;
            MixtureRows.Accumulate(
                block.X(row),
                block.Shift(row),
                Law.Mean(k),
                block.Expansion(k, row),
                at.InverseDiagonal(k),
                Law.Diagonal(k),
                at.Point.Alpha,
                weight * form.Data,
                weight * form.Precision,
                result
            );
        }
    }

    private MixtureAtTime Factorise(double time)
    {
        var point = Process.At(time);
        ModelChecks.Point(point, time);
        return new MixtureAtTime(Law, point);
    }
}
