using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Start states carried from the noise to an inner time at no evaluation, by the exact probability-flow ODE of a Gaussian approximation of
/// the data: at high noise every data set looks like the Gaussian of its mean and covariance. The sampler then starts at that time.
/// </summary>
/// <remarks>
/// Wang and Vastola, "Diffusion Models Generate Images Like Painters" (2023), and "The Hidden Linear Structure in Score-Based Models and its
/// Application" (2023), where it is called analytical teleportation. Exact for Gaussian data. Thread-safe.
/// </remarks>
/// <typeparam name="T">The state's type, float or double.</typeparam>
/// <param name="approximation">The Gaussian that stands for the data, on the sampler's process.</param>
public sealed class Teleportation<T>(GaussianModel<T> approximation)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The Gaussian that stands for the data.</summary>
    public GaussianModel<T> Approximation { get; } = approximation ?? throw new ArgumentNullException(nameof(approximation));

    /// <summary>A teleportation by the mean and the covariance of data.</summary>
    /// <param name="data">At least two rows x <paramref name="dimension"/>.</param>
    /// <param name="dimension">The length of a row.</param>
    /// <param name="process">The process; of a mean-reverting one, give data relative to their means.</param>
    /// <exception cref="ArgumentException">No whole rows, fewer than two, or an entry that is not finite.</exception>
    public static Teleportation<T> OfData(ReadOnlySpan<T> data, int dimension, IProcess process)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        int rows = data.Length / dimension;
        if (rows < 2 || data.Length % dimension != 0)
        {
            throw new ArgumentException(
                $"data has {data.Length} values; at least 2 whole rows of dimension {dimension} are needed for a covariance",
                nameof(data)
            );
        }

        var mean = new double[dimension];
        for (int i = 0; i < data.Length; i++)
        {
            mean[i % dimension] += double.CreateTruncating(data[i]) / rows;
        }

        var covariance = new double[dimension, dimension];
        for (int row = 0; row < rows; row++)
        {
            ReadOnlySpan<T> x = data.Slice(row * dimension, dimension);
            for (int i = 0; i < dimension; i++)
            {
                double deviation = (double.CreateTruncating(x[i]) - mean[i]) / (rows - 1);
                for (int j = 0; j <= i; j++)
                {
                    covariance[i, j] += deviation * (double.CreateTruncating(x[j]) - mean[j]);
                    covariance[j, i] = covariance[i, j];
                }
            }
        }

        return new(new GaussianModel<T>(mean, covariance, process));
    }

    /// <summary>Takes states at one time to another, in either direction.</summary>
    /// <param name="start">The states at <paramref name="startTime"/>, rows x dimension, such as draws of the prior.</param>
    /// <param name="startTime">Their time.</param>
    /// <param name="time">The time wanted: the sampler's startTime.</param>
    /// <param name="states">Rows x dimension, written; may be <paramref name="start"/> itself.</param>
    /// <param name="mean">The mean of a mean-reverting process, one row for all or one a row; empty without.</param>
    /// <exception cref="ArgumentException">A shape does not fit, or a state is not finite.</exception>
    public void Carry(ReadOnlySpan<T> start, double startTime, double time, Span<T> states, ReadOnlySpan<T> mean = default)
    {
        int d = Approximation.Dimension;
        if (start.Length == 0 || start.Length % d != 0)
        {
            throw new ArgumentException($"start has {start.Length} values; it must hold whole rows of dimension {d}", nameof(start));
        }

        if (states.Length != start.Length)
        {
            throw new ArgumentException($"states has {states.Length} values where start has {start.Length}", nameof(states));
        }

        bool reverts = Approximation.Process.MeanReverting;
        if (mean.Length != 0 && mean.Length != d && mean.Length != start.Length || reverts == mean.IsEmpty)
        {
            throw new ArgumentException(
                $"mean has {mean.Length} values; the process {(reverts ? $"reverts to a mean: give {d} or {start.Length}" : "reverts to no mean: give none")}",
                nameof(mean)
            );
        }

        var row = new double[d];
        for (int first = 0; first < start.Length; first += d)
        {
            for (int i = 0; i < d; i++)
            {
                row[i] = double.CreateTruncating(start[first + i]) - Mean(mean, first + i);
                if (!double.IsFinite(row[i]))
                {
                    throw new ArgumentException($"start[{first + i}] is {start[first + i]}; every entry must be finite", nameof(start));
                }
            }

            double[] carried = Approximation.ExactOde(row, startTime, time);
            for (int i = 0; i < d; i++)
            {
                states[first + i] = T.CreateTruncating(carried[i] + Mean(mean, first + i));
            }
        }
    }

    private static double Mean(ReadOnlySpan<T> mean, int i) => mean.IsEmpty ? 0 : double.CreateTruncating(mean[i % mean.Length]);
}
