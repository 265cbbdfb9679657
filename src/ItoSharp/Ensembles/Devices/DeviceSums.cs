using System.Numerics;

namespace ItoSharp;

/// <summary>The sums that a device took of the blocks of a batch, put where <see cref="BlockReduction{T}"/> would have left them.</summary>
internal sealed class DeviceSums<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Lanes = StridedSums.Accumulators;

    private readonly StatisticsLayout _layout;
    private readonly int _products;
    private readonly double[] _sums;
    private readonly double[] _residuals;
    private readonly double[] _dots;
    private readonly T[] _extremes;
    private readonly double[] _residual;

    public DeviceSums(StatisticsLayout layout, int products, int observations, int blocks)
    {
        _layout = layout;
        int columns = layout.Columns;
        _products = products;
        int parts = blocks * observations;
        _sums = new double[parts * columns * Lanes];
        _residuals = new double[parts * columns * Lanes];
        _dots = new double[parts * _products * Lanes];
        _extremes = new T[parts * columns * Lanes * 2];
        _residual = new double[columns];
    }

    /// <summary>What sums on a device: sums, residuals, products and extremes.</summary>
    public delegate void Summing(Span<double> sums, Span<double> residuals, Span<double> products, Span<T> extremes);

    /// <summary>Sums on the device the observations of the blocks of a batch.</summary>
    public void Take(EnsembleBatches<T> batches, int blocks, int observations) => Take(blocks, observations, batches.Sum);

    /// <summary>The same by whatever sums.</summary>
    public void Take(int blocks, int observations, Summing sum)
    {
        int parts = blocks * observations * Lanes;
        sum(
            _sums.AsSpan(0, parts * _layout.Columns),
            _residuals.AsSpan(0, parts * _layout.Columns),
            _dots.AsSpan(0, parts * _products),
            _extremes.AsSpan(0, parts * _layout.Columns * 2)
        );
    }

    /// <summary>
    /// Fills the part of a block's row that belongs to one observation, by number in the batch; false where a sum is not finite, and the
    /// paths themselves must be looked at.
    /// </summary>
    public bool TryFill(int number, int count, Span<double> part)
    {
        int columns = _layout.Columns;
        part.Clear();
        part[StatisticsLayout.Count] = count;
        for (int c = 0; c < columns; c++)
        {
            int at = (number * columns) + c;
            double sum = StridedSums.Tree(_sums.AsSpan(at * Lanes, Lanes));
            if (!double.IsFinite(sum))
            {
                return false;
            }

            _residual[c] = StridedSums.Tree(_residuals.AsSpan(at * Lanes, Lanes));
            part[_layout.Mean + c] = (sum / count) + (_residual[c] / count);
            T least = _extremes[at * Lanes * 2];
            T greatest = _extremes[(at * Lanes * 2) + 1];
            for (int i = 1; i < Lanes; i++)
            {
                least = T.Min(least, _extremes[(at * Lanes * 2) + (2 * i)]);
                greatest = T.Max(greatest, _extremes[(at * Lanes * 2) + (2 * i) + 1]);
            }

            part[_layout.Minimum + c] = double.CreateTruncating(least);
            part[_layout.Maximum + c] = double.CreateTruncating(greatest);
        }

        int product = number * _products;
        for (int i = 0; i < columns; i++)
        {
            for (int j = i; j < (_layout.Covariance ? columns : i + 1); j++)
            {
                part[_layout.Product(i, j)] = Dot(product++) - (_residual[i] * _residual[j] / count);
            }
        }

        for (int c = 0; _layout.Antithetic && c < columns; c++)
        {
            part[_layout.Pairs + c] = (Dot(product++) / 4) - (_residual[c] * _residual[c] / (2 * count));
        }

        return true;
    }

    private double Dot(int product) => StridedSums.Tree(_dots.AsSpan(product * Lanes, Lanes));
}
