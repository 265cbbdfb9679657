using System.Numerics;

namespace ItoSharp;

/// <summary>
/// The statistics of one block, in an order that depends on nothing but the block: columns are widened to double without the paths
/// that are excluded, then summed twice, the second time about the mean.
/// </summary>
internal sealed class BlockReduction<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StatisticsLayout _layout;
    private readonly NonFinitePaths _policy;
    private readonly AlignedBuffer<double> _columns;
    private readonly AlignedBuffer<double> _pairSums = new(EnsembleBlock.Pairs);
    private readonly double[] _sums;
    private readonly double[] _residuals;
    private readonly bool[] _excluded = new bool[EnsembleBlock.Paths];
    private int _excludedCount;

    public BlockReduction(StatisticsLayout layout, NonFinitePaths policy)
    {
        _layout = layout;
        _policy = policy;
        _columns = new(layout.Columns * EnsembleBlock.Paths);
        _sums = new double[layout.Columns];
        _residuals = new double[layout.Columns];
    }

    public void Dispose()
    {
        _columns.Dispose();
        _pairSums.Dispose();
    }

    /// <summary>Forgets the paths excluded from the block before.</summary>
    public void StartBlock()
    {
        if (_excludedCount > 0)
        {
            Array.Clear(_excluded);
            _excludedCount = 0;
        }
    }

    /// <summary>
    /// Fills the part of <paramref name="sums"/> that belongs to one observation. Returns the first path that is not finite where that is
    /// to stop the run, else -1.
    /// </summary>
    public int Reduce(int time, ReadOnlySpan<T> rows, BlockPaths paths, Span<double> sums)
    {
        int count = Load(rows, paths);
        if (!Sum(count) && _policy != NonFinitePaths.Continue)
        {
            int bad = Exclude(rows, paths);
            if (bad >= 0 && _policy == NonFinitePaths.Stop)
            {
                return bad;
            }

            count = Load(rows, paths);
            Sum(count);
        }

        Span<double> part = sums.Slice(time * _layout.TimeStride, _layout.TimeStride);
        part.Clear();
        part[StatisticsLayout.Count] = count;
        part[StatisticsLayout.Excluded] = paths.Count - count;
        if (count == 0)
        {
            return -1;
        }

        for (int c = 0; c < _layout.Columns; c++)
        {
            Span<double> column = Column(c, count);
            (part[_layout.Minimum + c], part[_layout.Maximum + c]) = StridedSums.Extremes(column);
            if (_layout.Ranges[c] is { } range)
            {
                Bin(column, range, part[_layout.HistogramStarts[c]..]);
            }

            Centre(c, column, part);
        }

        Products(count, part);
        return -1;
    }

    /// <summary>Fills the part of <paramref name="sums"/> that belongs to the stops, of the paths that the last observation counts.</summary>
    public void ReduceStops(ReadOnlySpan<T> rows, BlockPaths paths, Span<double> sums)
    {
        for (int stop = 0; stop < _layout.Stops; stop++)
        {
            Span<double> part = sums.Slice(_layout.StopStart + (stop * _layout.StopStride), _layout.StopStride);
            part.Clear();
            ReadOnlySpan<T> row = rows.Slice(stop * EnsembleBlock.Paths, EnsembleBlock.Paths);
            Span<double> steps = _columns.Span[..EnsembleBlock.Paths];
            int stopped = 0;
            for (int path = 0; path < paths.Count; path++)
            {
                T step = row[paths.Slot(path)];
                if (!_excluded[path] && T.IsFinite(step))
                {
                    steps[stopped++] = double.CreateTruncating(step);
                }
            }

            if (stopped == 0)
            {
                continue;
            }

            steps = steps[..stopped];
            foreach (double step in steps)
            {
                part[StatisticsLayout.StopHistogram + ((int)step / _layout.StepsPerStopBin)]++;
            }

            (part[StatisticsLayout.StopFirst], part[StatisticsLayout.StopLast]) = StridedSums.Extremes(steps);
            double mean = StridedSums.Sum(steps) / stopped;
            StridedSums.Subtract(steps, mean);
            double residual = StridedSums.Sum(steps);
            part[StatisticsLayout.Stopped] = stopped;
            part[StatisticsLayout.StopMean] = mean + (residual / stopped);
            part[StatisticsLayout.StopSquares] = StridedSums.Dot(steps, steps) - (residual * residual / stopped);
            if (_layout.Antithetic)
            {
                PairProducts(row, paths, part);
            }
        }
    }

    // Of a pair: a paths stopped, after b steps in sum. Whole numbers: exact in any order.
    private void PairProducts(ReadOnlySpan<T> row, BlockPaths paths, Span<double> part)
    {
        for (int path = 0; path < paths.Leading; path++)
        {
            if (_excluded[path])
            {
                continue;
            }

            T first = row[paths.Slot(path)];
            T second = row[paths.Slot(paths.Mirror(path))];
            double a = (T.IsFinite(first) ? 1 : 0) + (T.IsFinite(second) ? 1 : 0);
            double b =
                (T.IsFinite(first) ? double.CreateTruncating(first) : 0) + (T.IsFinite(second) ? double.CreateTruncating(second) : 0);
            part[StatisticsLayout.PairCountSquares] += a * a;
            part[StatisticsLayout.PairCrossProducts] += a * b;
            part[StatisticsLayout.PairStepSquares] += b * b;
        }
    }

    private Span<double> Column(int column, int count) => _columns.Span.Slice(column * EnsembleBlock.Paths, count);

    private int Load(ReadOnlySpan<T> rows, BlockPaths paths)
    {
        for (int c = 0; c < _layout.Columns; c++)
        {
            ReadOnlySpan<T> row = rows.Slice(c * EnsembleBlock.Paths, EnsembleBlock.Paths);
            Span<double> column = Column(c, EnsembleBlock.Paths);
            if (_excludedCount == 0)
            {
                Widening.ToDouble(row[..paths.Leading], column);
                if (paths.Antithetic)
                {
                    Widening.ToDouble(row.Slice(EnsembleBlock.Pairs, paths.Leading), column[paths.Leading..]);
                }

                continue;
            }

            int count = 0;
            for (int path = 0; path < paths.Count; path++)
            {
                if (!_excluded[path])
                {
                    column[count++] = double.CreateTruncating(row[paths.Slot(path)]);
                }
            }
        }

        return paths.Count - _excludedCount;
    }

    /// <summary>Sums the columns; whether every sum is finite, as it is not where an element is not.</summary>
    private bool Sum(int count)
    {
        bool finite = true;
        for (int c = 0; c < _layout.Columns; c++)
        {
            _sums[c] = SumOf(Column(c, count));
            finite &= double.IsFinite(_sums[c]);
        }

        return finite;
    }

    /// <summary>Marks the paths that are not finite, in pairs where there are pairs; returns the first of them or -1.</summary>
    private int Exclude(ReadOnlySpan<T> rows, BlockPaths paths)
    {
        int first = -1;
        for (int path = 0; path < paths.Count; path++)
        {
            bool finite = true;
            for (int c = 0; c < _layout.Columns; c++)
            {
                finite &= T.IsFinite(rows[(c * EnsembleBlock.Paths) + paths.Slot(path)]);
            }

            if (finite || _excluded[path])
            {
                continue;
            }

            first = first < 0 ? path : first;
            ExcludeOne(path);
            if (paths.Antithetic)
            {
                ExcludeOne(paths.Mirror(path));
            }
        }

        return first;
    }

    private void ExcludeOne(int path)
    {
        if (!_excluded[path])
        {
            _excluded[path] = true;
            _excludedCount++;
        }
    }

    /// <summary>Takes the mean off a column and leaves what rounding left of the sum, to correct the products by.</summary>
    private void Centre(int c, Span<double> column, Span<double> part)
    {
        double mean = _sums[c] / column.Length;
        StridedSums.Subtract(column, mean);
        double residual = SumOf(column);
        _residuals[c] = residual;
        part[_layout.Mean + c] = mean + (residual / column.Length);
        if (_layout.Antithetic)
        {
            // SumOf left the sums of pairs, twice their means.
            Span<double> sums = _pairSums.Span[..(column.Length / 2)];
            part[_layout.Pairs + c] = (StridedSums.Dot(sums, sums) / 4) - (residual * residual / (2 * column.Length));
        }
    }

    // Pairs are added first: where a mirrored path is the exact negative of its path the mean is exactly zero.
    private double SumOf(ReadOnlySpan<double> column)
    {
        if (!_layout.Antithetic)
        {
            return StridedSums.Sum(column);
        }

        int half = column.Length / 2;
        Span<double> sums = _pairSums.Span[..half];
        StridedSums.Add(column[..half], column[half..], sums);
        return StridedSums.Sum(sums);
    }

    private void Products(int count, Span<double> part)
    {
        for (int i = 0; i < _layout.Columns; i++)
        {
            for (int j = i; j < (_layout.Covariance ? _layout.Columns : i + 1); j++)
            {
                part[_layout.Product(i, j)] = StridedSums.Dot(Column(i, count), Column(j, count)) - (_residuals[i] * _residuals[j] / count);
            }
        }
    }

    private static void Bin(ReadOnlySpan<double> column, HistogramRange range, Span<double> counts)
    {
        double scale = range.Bins / (range.Max - range.Min);
        foreach (double value in column)
        {
            int bin =
                double.IsNaN(value) ? range.Bins + 2
                : value < range.Min ? range.Bins
                : value >= range.Max ? range.Bins + 1
                : Math.Min((int)((value - range.Min) * scale), range.Bins - 1);
            counts[bin]++;
        }
    }
}
