namespace ItoSharp;

/// <summary>
/// Paths are computed and their statistics reduced in blocks of this size, whatever the machine: that is what makes the result of
/// a run independent of threads, lanes and slices.
/// </summary>
public static class EnsembleBlock
{
    /// <summary>The number of paths of a block, and the distance between the rows of its state.</summary>
    public const int Paths = 4096;

    /// <summary>The number of pairs of a block of an antithetic run: path i + 2048 mirrors path i.</summary>
    public const int Pairs = Paths / 2;

    /// <summary>The number of blocks that a run has; the last one may be partial.</summary>
    /// <param name="paths">The number of paths, at least 0.</param>
    public static long Count(long paths) => (paths / Paths) + (paths % Paths == 0 ? 0 : 1);
}
