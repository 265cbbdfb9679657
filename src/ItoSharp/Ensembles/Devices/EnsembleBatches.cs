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

    /// <summary>Advances the batch.</summary>
    /// <param name="firstStep">The first step, a multiple of four: 0, or where the call before ended.</param>
    /// <param name="endStep">The step that is not taken any more.</param>
    /// <param name="observationSteps">The numbers of steps after which paths are observed, up to <paramref name="endStep"/>; 0 is the start.</param>
    /// <param name="observationTimes">Their times.</param>
    /// <param name="observed">Filled with [block][observation][column][place].</param>
    public abstract void Advance(
        int firstStep,
        int endStep,
        ReadOnlySpan<int> observationSteps,
        ReadOnlySpan<T> observationTimes,
        Span<T> observed
    );

    /// <summary>Reads the states of the batch: [block][row][place].</summary>
    /// <param name="states">Filled.</param>
    public abstract void ReadStates(Span<T> states);

    /// <inheritdoc/>
    public abstract void Dispose();
}
