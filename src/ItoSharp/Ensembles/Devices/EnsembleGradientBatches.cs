using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The gradient of an ensemble on a device: some blocks at a time go forward and back, and leave a column of values and derivatives for
/// every target. Used by one thread.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class EnsembleGradientBatches<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most blocks that fit at once.</summary>
    public abstract int Blocks { get; }

    /// <summary>The bytes of the device's memory that are held.</summary>
    public abstract long Bytes { get; }

    /// <summary>Computes a batch; its results stay on the device.</summary>
    /// <param name="firstBlock">The number of its first block.</param>
    /// <param name="blocks">The number of its blocks, at most <see cref="Blocks"/>.</param>
    /// <param name="states">Their states [block][component, twin, stop][place] where paths start in states of their own, else empty.</param>
    public abstract void Compute(long firstBlock, int blocks, ReadOnlySpan<T> states);

    /// <summary>Reads the results of a block.</summary>
    /// <param name="block">Its number in the batch.</param>
    /// <param name="results">Filled: [column][place].</param>
    public abstract void ReadResults(int block, Span<double> results);

    /// <summary>Whether <see cref="Sum"/> works.</summary>
    public virtual bool Sums => false;

    /// <summary>Sums the results of the batch, as <see cref="EnsembleBatches{T}.Sum"/> does one observation.</summary>
    /// <param name="sums">[block][column][accumulator]: sums of the columns.</param>
    /// <param name="residuals">The same of what the mean leaves.</param>
    /// <param name="products">[block][product][accumulator].</param>
    /// <param name="extremes">[block][column][accumulator][2].</param>
    /// <param name="tails">
    /// [block][column][2][3][8]: of the paths and, in antithetic runs, of their mirrors the greatest magnitudes, their sums and the sums of their
    /// squares, in eight accumulators each.
    /// </param>
    public virtual void Sum(Span<double> sums, Span<double> residuals, Span<double> products, Span<double> extremes, Span<double> tails) =>
        throw new NotSupportedException("These batches have no sums; read the results.");

    /// <inheritdoc/>
    public abstract void Dispose();
}
