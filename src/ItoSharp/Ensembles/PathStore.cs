namespace ItoSharp;

/// <summary>Where a run leaves its paths: [observation kept][column][path], and the steps of the stops, [stop][path].</summary>
internal sealed class PathStore<T>
    where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
{
    private readonly int _columns;
    private readonly int _firstTime;
    private readonly long _firstBlock;
    private readonly int _paths;

    /// <param name="columns">The number of components and observables.</param>
    /// <param name="stops">The number of stops.</param>
    /// <param name="firstTime">The first observation that is kept; the later ones are too.</param>
    /// <param name="times">The number of observations of the run.</param>
    /// <param name="firstBlock">The first block of the run.</param>
    /// <param name="paths">The number of paths of its blocks.</param>
    public PathStore(int columns, int stops, int firstTime, int times, long firstBlock, long paths)
    {
        _columns = columns;
        _firstTime = firstTime;
        _firstBlock = firstBlock;
        Int128 length = (Int128)(times - firstTime) * columns * paths;
        if (length > Array.MaxLength || (Int128)stops * paths > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{paths} paths of {columns} columns at {times - firstTime} times are {length} numbers, more than an array holds: run slices of blocks "
                    + "(FirstBlock, BlockCount), observe fewer steps, or take statistics alone",
                nameof(paths)
            );
        }

        _paths = (int)paths;
        Values = GC.AllocateUninitializedArray<T>((int)length);
        StopSteps = GC.AllocateUninitializedArray<int>(stops * _paths);
    }

    public T[] Values { get; }

    /// <summary>-1 where a path did not stop.</summary>
    public int[] StopSteps { get; }

    public void Keep(int time, long block, ReadOnlySpan<T> rows, BlockPaths paths)
    {
        if (time < _firstTime)
        {
            return;
        }

        int first = FirstPath(block);
        for (int c = 0; c < _columns; c++)
        {
            long at = ((((long)(time - _firstTime) * _columns) + c) * _paths) + first;
            paths.Gather(rows.Slice(c * EnsembleBlock.Paths, EnsembleBlock.Paths), Values.AsSpan((int)at, paths.Count));
        }
    }

    public void KeepStops(long block, ReadOnlySpan<T> rows, BlockPaths paths)
    {
        for (int at = FirstPath(block), row = 0; at < StopSteps.Length; at += _paths, row += EnsembleBlock.Paths)
        {
            for (int path = 0; path < paths.Count; path++)
            {
                StopSteps[at + path] = StepOf(rows[row + paths.Slot(path)]);
            }
        }
    }

    private static int StepOf(T step) => T.IsFinite(step) ? int.CreateTruncating(step) : -1;

    private int FirstPath(long block) => (int)((block - _firstBlock) * EnsembleBlock.Paths);
}
