using System.Globalization;

namespace ItoSharp;

/// <summary>How many paths fell in each of a number of bins of equal width.</summary>
public sealed class Histogram
{
    private readonly string _name;
    private readonly long[] _counts;

    internal Histogram(string name, double min, double max, ReadOnlySpan<double> counts, long below, long above, long notANumber)
    {
        _name = name;
        Min = min;
        Max = max;
        _counts = new long[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            _counts[i] = (long)counts[i];
        }

        Below = below;
        Above = above;
        NotANumber = notANumber;
        Count = _counts.Sum() + below + above;
    }

    /// <summary>The lower end of the first bin.</summary>
    public double Min { get; }

    /// <summary>The upper end of the last bin.</summary>
    public double Max { get; }

    /// <summary>The counts of the bins. A bin has its lower end and not its upper, to rounding.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>The number of values below <see cref="Min"/>.</summary>
    public long Below { get; }

    /// <summary>The number of values at <see cref="Max"/> or above.</summary>
    public long Above { get; }

    /// <summary>The number of values that are NaN; in no other count.</summary>
    public long NotANumber { get; }

    /// <summary>The number of values, those outside the bins included.</summary>
    public long Count { get; }

    /// <summary>The width of a bin.</summary>
    public double Width => (Max - Min) / _counts.Length;

    /// <summary>The lower end of a bin.</summary>
    /// <param name="bin">0 to the number of bins; there it is <see cref="Max"/>.</param>
    public double Edge(int bin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bin, _counts.Length);
        return bin == _counts.Length ? Max : Min + (bin * Width);
    }

    /// <summary>A quantile of the paths, interpolated in the bin that it falls in: that of the paths' values differs by less than the bin's width.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <exception cref="InvalidOperationException">It lies outside the bins, or there are no values.</exception>
    public HistogramQuantile Quantile(double probability)
    {
        if (!(probability >= 0 && probability <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "a probability is between 0 and 1");
        }

        // The smallest value with at least this many values at or below it.
        long rank = Math.Clamp((long)Math.Ceiling(probability * Count), 1, Math.Max(1, Count));
        if (Count == 0 || rank <= Below || rank > Count - Above)
        {
            throw new InvalidOperationException(Outside(probability, rank));
        }

        long before = Below;
        int bin = 0;
        while (before + _counts[bin] < rank)
        {
            before += _counts[bin++];
        }

        double inside = (rank - before - 0.5) / _counts[bin];
        return new(Edge(bin) + (inside * Width), Width);
    }

    private string Outside(double probability, long rank)
    {
        if (Count == 0)
        {
            return $"the histogram of {_name} has no values";
        }

        bool low = rank <= Below;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"the quantile {probability} of {_name} lies {(low ? "below" : "at or above")} {(low ? Min : Max)}, outside the bins ({(low ? Below : Above)} of {Count} values do): take a wider histogram"
        );
    }
}

/// <summary>A quantile read from a histogram.</summary>
/// <param name="Value">The quantile, interpolated in its bin.</param>
/// <param name="Error">A bound of its distance from the quantile of the values: the width of the bin.</param>
public readonly record struct HistogramQuantile(double Value, double Error);
