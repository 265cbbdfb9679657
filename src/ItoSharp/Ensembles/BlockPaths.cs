namespace ItoSharp;

/// <summary>
/// The places that the paths of one block take in its rows: the first n, or in antithetic runs the first n / 2 and as many from the
/// middle on. Paths are numbered without the gap.
/// </summary>
internal readonly record struct BlockPaths(int Count, bool Antithetic)
{
    /// <summary>The number of places to compute from the first on; in antithetic runs their mirrors are further ones.</summary>
    public int Leading => Antithetic ? Count / 2 : Count;

    /// <summary>The place of a path.</summary>
    public int Slot(int path) => path < Leading ? path : path - Leading + EnsembleBlock.Pairs;

    /// <summary>The path that mirrors this one.</summary>
    public int Mirror(int path) => path < Leading ? path + Leading : path - Leading;

    /// <summary>Copies the paths' elements of a row, without the gap.</summary>
    public void Gather<T>(ReadOnlySpan<T> row, Span<T> paths)
    {
        row[..Leading].CopyTo(paths);
        if (Antithetic)
        {
            row.Slice(EnsembleBlock.Pairs, Leading).CopyTo(paths[Leading..]);
        }
    }
}
