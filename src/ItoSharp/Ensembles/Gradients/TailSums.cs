using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>For every column the greatest magnitude of a path, and the sums of magnitudes and squares, of one block.</summary>
internal sealed class TailSums(int columns)
{
    /// <summary>The partial sums of a column.</summary>
    public const int Accumulators = 8;

    private readonly double[] _sums = new double[3 * columns];

    public void Add(ReadOnlySpan<double> rows, BlockPaths paths, bool masked)
    {
        for (int column = 0; column < columns; column++)
        {
            ReadOnlySpan<double> row = rows.Slice(column * EnsembleBlock.Paths, EnsembleBlock.Paths);
            Add(column, row[..paths.Leading], masked);
            if (paths.Antithetic)
            {
                Add(column, row.Slice(EnsembleBlock.Pairs, paths.Leading), masked);
            }
        }
    }

    /// <summary>In an order that no machine changes: element i goes to accumulator i mod 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(int column, ReadOnlySpan<double> values, bool masked)
    {
        var greatest = Vector512<double>.Zero;
        var sum = Vector512<double>.Zero;
        var squares = Vector512<double>.Zero;
        Span<double> last = stackalloc double[Accumulators];
        for (int i = 0; i < values.Length; i += Accumulators)
        {
            scoped ReadOnlySpan<double> part = values[i..];
            if (part.Length < Accumulators)
            {
                last.Clear();
                part.CopyTo(last);
                part = last;
            }

            var size = Vector512.Abs(Vector512.Create(part));
            if (masked)
            {
                // Not below infinity is also what is no number.
                var finite = Vector512.LessThan(size, Vector512.Create(double.PositiveInfinity));
                size = Vector512.ConditionalSelect(finite, size, Vector512<double>.Zero);
            }

            greatest = Vector512.Max(greatest, size);
            sum += size;
            squares += size * size;
        }

        Span<double> all = stackalloc double[3 * Accumulators];
        greatest.CopyTo(all);
        sum.CopyTo(all[Accumulators..]);
        squares.CopyTo(all[(2 * Accumulators)..]);
        AddAccumulated(column, all);
    }

    /// <summary>Adds what accumulators have of some paths: the greatest magnitude of each, then the sums, then the sums of squares.</summary>
    public void AddAccumulated(int column, ReadOnlySpan<double> accumulators)
    {
        Span<double> merged = stackalloc double[3];
        merged.Clear();
        for (int lane = 0; lane < Accumulators; lane++)
        {
            merged[0] = Math.Max(merged[0], accumulators[lane]);
            merged[1] += accumulators[Accumulators + lane];
            merged[2] += accumulators[(2 * Accumulators) + lane];
        }

        Merge(column, merged);
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
