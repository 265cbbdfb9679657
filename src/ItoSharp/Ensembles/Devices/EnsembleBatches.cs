using System.Numerics;

namespace ItoSharp;

/// <summary>A program on a device, with the memory of a batch of blocks; one thread's. Disposing frees the memory.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class EnsembleBatches<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The number of blocks of <see cref="EnsembleBlock.Paths"/> paths that a batch may have.</summary>
    public abstract int Blocks { get; }

    /// <summary>Begins a batch.</summary>
    /// <param name="firstBlock">Its first block.</param>
    /// <param name="blocks">The number of its blocks, at most <see cref="Blocks"/>.</param>
    /// <param name="states">[block][row][place] of the start where the program has none of its own, else empty; rows of stops are ignored.</param>
    public abstract void Start(long firstBlock, int blocks, ReadOnlySpan<T> states);

    /// <summary>Advances the batch; what is observed stays on the device.</summary>
    /// <param name="firstStep">The first step, a multiple of four: 0, or where the call before ended.</param>
    /// <param name="endStep">The step that is not taken any more.</param>
    /// <param name="observationSteps">The numbers of steps after which paths are observed, up to <paramref name="endStep"/>; 0 is the start.</param>
    /// <param name="observationTimes">Their times.</param>
    public abstract void Advance(int firstStep, int endStep, ReadOnlySpan<int> observationSteps, ReadOnlySpan<T> observationTimes);

    /// <summary>Reads what the last call of Advance observed.</summary>
    /// <param name="block">The first block to read, counted in the batch.</param>
    /// <param name="observed">Filled with whole blocks: [block][observation][column][place].</param>
    public abstract void ReadObserved(int block, Span<T> observed);

    /// <summary>Whether <see cref="Sum"/> works: the program has the text for it, and the device computes in double.</summary>
    public virtual bool Sums => false;

    /// <summary>
    /// Sums what the last call of Advance observed, in sixteen accumulators a sum, of which number i has the elements i, i + 16, ...;
    /// of antithetic runs an element of the first two is a pair.
    /// </summary>
    /// <param name="sums">[block][observation][column][accumulator]: sums of the columns.</param>
    /// <param name="residuals">The same of what the mean leaves.</param>
    /// <param name="products">
    /// [block][observation][product][accumulator]: products of columns i and j at least i about their means (without covariances of each
    /// column with itself), then in antithetic runs the squares of the pairs' sums.
    /// </param>
    /// <param name="extremes">[block][observation][column][accumulator][2]: the least and the greatest of each accumulator's elements.</param>
    public virtual void Sum(Span<double> sums, Span<double> residuals, Span<double> products, Span<T> extremes) =>
        throw new NotSupportedException("These batches have no sums; read what was observed.");

    /// <summary>Reads the states of the batch: [block][row][place].</summary>
    /// <param name="states">Filled.</param>
    public abstract void ReadStates(Span<T> states);

    /// <inheritdoc/>
    public abstract void Dispose();
}
