namespace ItoSharp;

/// <summary>The values and derivatives of the paths of a block, a column each, and what becomes of them.</summary>
internal sealed class DerivativeRows(StatisticsLayout layout, NonFinitePaths policy, int length) : IDisposable
{
    private readonly BlockReduction<double> _reduction = new(layout, policy);
    private readonly AlignedBuffer<double> _rows = new(length);

    public Span<double> Span => _rows.Span;

    public void Dispose()
    {
        _reduction.Dispose();
        _rows.Dispose();
    }

    /// <summary>The sums and tails of a block.</summary>
    /// <returns>The first path that is not finite where that is to stop the run, else -1.</returns>
    public int Reduce(BlockPaths paths, Span<double> sums, TailSums tails)
    {
        _reduction.StartBlock();
        int bad = _reduction.Reduce(0, _rows.Span, paths, sums);
        tails.Add(_rows.Span, paths, policy == NonFinitePaths.Mask);
        return bad;
    }

    /// <summary>The first column that is not finite in a place of the block that has one.</summary>
    public int FirstBad(int slot)
    {
        int column = 0;
        while (double.IsFinite(_rows.At((column * EnsembleBlock.Paths) + slot)))
        {
            column++;
        }

        return column;
    }
}
