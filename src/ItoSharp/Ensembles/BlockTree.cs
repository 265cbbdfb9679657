namespace ItoSharp;

/// <summary>
/// Sums of sets of blocks, each set a whole node of the binary tree over all block numbers. Two nodes merge as soon as they are the
/// halves of one, and only then: whoever computes which block when, the same sums merge in the same order.
/// </summary>
internal sealed class BlockTree(StatisticsLayout layout)
{
    private readonly Dictionary<BlockNode, double[]> _sums = [];
    private readonly Stack<double[]> _spare = [];

    /// <summary>The number of blocks.</summary>
    public long Blocks { get; private set; }

    /// <summary>A row to fill for <see cref="Add"/>.</summary>
    public double[] Rent() => _spare.TryPop(out double[]? row) ? row : new double[layout.Length];

    public void Add(BlockNode node, double[] sums)
    {
        Blocks += node.Count;
        while (_sums.Remove(node.Sibling, out double[]? other))
        {
            bool isLeft = node.Index % 2 == 0;
            double[] left = isLeft ? sums : other;
            double[] right = isLeft ? other : sums;
            layout.Merge(left, right);
            _spare.Push(right);
            sums = left;
            node = node.Parent;
        }

        _sums.Add(node, sums);
    }

    /// <summary>Copies of all nodes, by block number.</summary>
    public (BlockNode Node, double[] Sums)[] Snapshot() =>
        [.. _sums.OrderBy(entry => entry.Key.First).Select(entry => (entry.Key, (double[])entry.Value.Clone()))];
}

/// <summary>The blocks Index * 2^Level to (Index + 1) * 2^Level - 1.</summary>
internal readonly record struct BlockNode(int Level, long Index)
{
    public long First => Index << Level;

    public long Count => 1L << Level;

    public long End => First + Count;

    public BlockNode Sibling => new(Level, Index ^ 1);

    public BlockNode Parent => new(Level + 1, Index >> 1);
}
