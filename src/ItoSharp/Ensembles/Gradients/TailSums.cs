namespace ItoSharp;

/// <summary>For every column the greatest magnitude of a path, and the sums of magnitudes and squares, of one block.</summary>
internal sealed class TailSums(int columns)
{
    private readonly double[] _sums = new double[3 * columns];

    public void Add(ReadOnlySpan<double> rows, BlockPaths paths, bool masked)
    {
        Span<double> values = stackalloc double[3];
        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<double> row = rows.Slice(column * EnsembleBlock.Paths, EnsembleBlock.Paths);
            values.Clear();
            for (int path = 0; path < paths.Count; path++)
            {
                double size = Math.Abs(row[paths.Slot(path)]);
                if (masked && !double.IsFinite(size))
                {
                    continue;
                }

                values[0] = Math.Max(values[0], size);
                values[1] += size;
                values[2] += size * size;
            }

            Merge(column, values);
        }
    }

    /// <summary>Adds those of the blocks that follow.</summary>
    public void Add(TailSums next)
    {
        for (int column = 0; column < columns; column++)
        {
            Merge(column, next._sums.AsSpan(3 * column, 3));
        }
    }

    public double ShareOfSum(int column) => Share(_sums[3 * column], _sums[(3 * column) + 1]);

    public double ShareOfSquares(int column) => Share(_sums[3 * column] * _sums[3 * column], _sums[(3 * column) + 2]);

    private static double Share(double part, double whole) => whole == 0 ? 0 : part / whole;

    private void Merge(int column, ReadOnlySpan<double> values)
    {
        Span<double> mine = _sums.AsSpan(3 * column, 3);
        mine[0] = Math.Max(mine[0], values[0]);
        mine[1] += values[1];
        mine[2] += values[2];
    }
}
