using System.Globalization;

namespace ItoSharp;

/// <summary>What is known of one component or observable at one time.</summary>
public sealed class EnsembleEstimate
{
    private readonly Histogram? _histogram;

    internal EnsembleEstimate(string name, double time, StatisticsLayout layout, int column, ReadOnlySpan<double> sums)
    {
        Name = name;
        Time = time;
        double count = sums[StatisticsLayout.Count];
        double squares = sums[layout.Product(column, column)];
        Count = (long)count;
        bool any = count > 0;
        Mean = any ? sums[layout.Mean + column] : double.NaN;
        Minimum = any ? sums[layout.Minimum + column] : double.NaN;
        Maximum = any ? sums[layout.Maximum + column] : double.NaN;
        Variance = count > 1 ? squares / (count - 1) : double.NaN;
        double pairs = count / 2;
        StandardError =
            !layout.Antithetic ? Math.Sqrt(Variance / count)
            : pairs > 1 ? Math.Sqrt(Math.Max(0, sums[layout.Pairs + column]) / (pairs - 1) / pairs)
            : double.NaN;
        if (layout.Ranges[column] is { } range)
        {
            ReadOnlySpan<double> counts = sums.Slice(layout.HistogramStarts[column], range.Bins + StatisticsLayout.OutsideBins);
            _histogram = new(
                name,
                range.Min,
                range.Max,
                counts[..range.Bins],
                (long)counts[range.Bins],
                (long)counts[range.Bins + 1],
                (long)counts[range.Bins + 2]
            );
        }
    }

    /// <summary>The name of the component or observable.</summary>
    public string Name { get; }

    /// <summary>The time of the observation.</summary>
    public double Time { get; }

    /// <summary>The number of paths.</summary>
    public long Count { get; }

    /// <summary>The mean; NaN without paths.</summary>
    public double Mean { get; }

    /// <summary>
    /// The standard error of the mean, in antithetic runs from the means of pairs; NaN with fewer than two paths (pairs). It knows nothing
    /// of the bias that the step leaves.
    /// </summary>
    public double StandardError { get; }

    /// <summary>The variance over paths, of <see cref="Count"/> - 1 degrees of freedom; NaN with fewer than two.</summary>
    public double Variance { get; }

    /// <summary>The square root of <see cref="Variance"/>.</summary>
    public double StandardDeviation => Math.Sqrt(Variance);

    /// <summary>The least value.</summary>
    public double Minimum { get; }

    /// <summary>The greatest value.</summary>
    public double Maximum { get; }

    /// <summary>The histogram that <see cref="EnsembleOptions.Histograms"/> asked for.</summary>
    /// <exception cref="InvalidOperationException">None was asked for.</exception>
    public Histogram Histogram =>
        _histogram
        ?? throw new InvalidOperationException(
            $"no histogram of {Name} was taken: ask for one by EnsembleOptions.Histograms = [new(\"{Name}\", min, max, bins)]"
        );

    /// <summary>Whether there is a <see cref="Histogram"/>.</summary>
    public bool HasHistogram => _histogram is not null;

    /// <summary>Name, mean and standard error.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Name} = {Mean:G9} +- {StandardError:G2}");
}
