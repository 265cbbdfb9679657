namespace ItoSharp;

/// <summary>
/// The statistics of the paths of an ensemble, or of the blocks of it that are done: those of every component and observable at every
/// observation, and those of the stops. Immutable.
/// </summary>
/// <remarks>
/// It is a set of sums, one for each whole node of the binary tree over block numbers. <see cref="Merge(EnsembleStatistics, EnsembleStatistics)"/>
/// joins nodes, so that slices, resumed runs and whole runs give the same bits.
/// </remarks>
public sealed partial class EnsembleStatistics
{
    private readonly (BlockNode Node, double[] Sums)[] _nodes;
    private readonly double[] _total;
    private readonly EnsembleMoments[] _moments;
    private readonly EnsembleStop[] _stops;

    internal EnsembleStatistics(RunDescription run, StatisticsLayout layout, (BlockNode Node, double[] Sums)[] nodes)
    {
        Run = run;
        Layout = layout;
        _nodes = nodes;
        _total = Total(layout, nodes);
        _moments = new EnsembleMoments[layout.Times];
        for (int time = 0; time < _moments.Length; time++)
        {
            _moments[time] = new(run, layout, time, _total);
        }

        _stops = new EnsembleStop[layout.Stops];
        for (int stop = 0; stop < _stops.Length; stop++)
        {
            _stops[stop] = new(run, layout, stop, _total);
        }
    }

    /// <summary>The seed of the run.</summary>
    public ulong Seed => Run.Seed;

    /// <summary>The number of steps of the run.</summary>
    public int Steps => Run.Steps;

    /// <summary>The paths computed, excluded ones included.</summary>
    public long Paths => (long)Layout.Paths(_total);

    /// <summary>The paths that were excluded by the end because they were not finite (<see cref="NonFinitePaths.Mask"/>).</summary>
    public long ExcludedPaths => _moments[^1].ExcludedPaths;

    /// <summary>The blocks that were computed, by number.</summary>
    public IReadOnlyList<EnsembleBlocks> Blocks
    {
        get
        {
            List<EnsembleBlocks> blocks = [];
            foreach (var (node, _) in _nodes)
            {
                if (blocks.Count > 0 && blocks[^1].First + blocks[^1].Count == node.First)
                {
                    blocks[^1] = blocks[^1] with { Count = blocks[^1].Count + node.Count };
                }
                else
                {
                    blocks.Add(new(node.First, node.Count));
                }
            }

            return blocks;
        }
    }

    /// <summary>The statistics at the observations, in the order of time; the last is the end.</summary>
    public IReadOnlyList<EnsembleMoments> Observations => _moments;

    /// <summary>The statistics at the end.</summary>
    public EnsembleMoments Terminal => _moments[^1];

    /// <summary>The statistics of the stops, in the order of the program.</summary>
    public IReadOnlyList<EnsembleStop> Stops => _stops;

    /// <summary>The estimate of a component or observable at the end.</summary>
    /// <param name="column">Its name.</param>
    public EnsembleEstimate this[string column] => Terminal[column];

    /// <summary>The statistics of a stop.</summary>
    /// <param name="name">Its name.</param>
    public EnsembleStop Stop(string name)
    {
        int index = Array.IndexOf(Run.Stops, name);
        return index >= 0
            ? _stops[index]
            : throw new ArgumentException(
                $"there is no stop {name}: there are {(Run.Stops.Length == 0 ? "none" : string.Join(", ", Run.Stops))}",
                nameof(name)
            );
    }

    internal RunDescription Run { get; }

    internal StatisticsLayout Layout { get; }

    internal ReadOnlySpan<(BlockNode Node, double[] Sums)> Nodes => _nodes;

    /// <summary>The statistics of the blocks of both, which must not overlap.</summary>
    /// <param name="first">Some blocks of a run.</param>
    /// <param name="second">Others of the same run: everything but threads, lanes and slices must be the same.</param>
    /// <exception cref="ArgumentException">They belong to different runs (the message names what differs), or overlap.</exception>
    public static EnsembleStatistics Merge(EnsembleStatistics first, EnsembleStatistics second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        first.Run.Require(second.Run, "the second part", nameof(second));
        BlockTree tree = new(first.Layout);
        var nodes = first._nodes.Concat(second._nodes).OrderBy(entry => entry.Node.First).ToArray();
        for (int i = 0; i < nodes.Length; i++)
        {
            var (node, sums) = nodes[i];
            bool isLast = i == nodes.Length - 1;
            if (!isLast && node.End > nodes[i + 1].Node.First)
            {
                throw new ArgumentException($"both parts have block {nodes[i + 1].Node.First}", nameof(second));
            }

            if (!isLast && first.Layout.Paths(sums) != (double)node.Count * EnsembleBlock.Paths)
            {
                throw new ArgumentException(
                    $"block {node.End - 1} is partial, though block {nodes[i + 1].Node.First} follows it: slices of one run are made with one number of paths",
                    nameof(second)
                );
            }

            tree.Add(node, (double[])sums.Clone());
        }

        return new(first.Run, first.Layout, tree.Snapshot());
    }

    /// <summary>The statistics of the blocks of all parts, in any order.</summary>
    /// <inheritdoc cref="Merge(EnsembleStatistics, EnsembleStatistics)"/>
    /// <param name="parts">At least one.</param>
    public static EnsembleStatistics Merge(params IEnumerable<EnsembleStatistics> parts) =>
        parts.DefaultIfEmpty().Aggregate((a, b) => Merge(a!, b!))
        ?? throw new ArgumentException("there are no parts to merge", nameof(parts));

    // What is left over is merged from the right: the small nodes at the end first.
    private static double[] Total(StatisticsLayout layout, (BlockNode Node, double[] Sums)[] nodes)
    {
        double[] total = new double[layout.Length];
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            double[] sums = (double[])nodes[i].Sums.Clone();
            layout.Merge(sums, total);
            total = sums;
        }

        return total;
    }
}
