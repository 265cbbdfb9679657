namespace ItoSharp;

/// <summary>The sums and tails that a device took of the results of a batch of gradients.</summary>
internal sealed class DeviceGradientSums(StatisticsLayout layout, int products, int blocks)
{
    private const int Tails = 3 * TailSums.Accumulators;

    private readonly DeviceSums<double> _sums = new(layout, products, 1, blocks);
    private readonly double[] _tails = new double[blocks * layout.Columns * 2 * Tails];

    /// <summary>Sums on the device the results of the blocks of a batch.</summary>
    public void Take<T>(EnsembleGradientBatches<T> batches, int count)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> =>
        _sums.Take(
            count,
            1,
            (sums, residuals, dots, extremes) =>
                batches.Sum(sums, residuals, dots, extremes, _tails.AsSpan(0, count * layout.Columns * 2 * Tails))
        );

    /// <summary>Fills the row of a block; false where a sum is not finite, and the paths themselves must be looked at.</summary>
    public bool TryFill(int number, BlockPaths paths, Span<double> row, TailSums tails)
    {
        if (!_sums.TryFill(number, paths.Count, row[..layout.TimeStride]))
        {
            return false;
        }

        for (int column = 0; column < layout.Columns; column++)
        {
            for (int half = 0; half < (paths.Antithetic ? 2 : 1); half++)
            {
                int at = ((((number * layout.Columns) + column) * 2) + half) * Tails;
                tails.AddAccumulated(column, _tails.AsSpan(at, Tails));
            }
        }

        return true;
    }
}
