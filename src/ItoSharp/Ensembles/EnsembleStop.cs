using System.Globalization;

namespace ItoSharp;

/// <summary>What is known of one stop.</summary>
/// <remarks>Of the paths that were not excluded by the end. A path stopped by another stop first never reaches this one.</remarks>
public sealed class EnsembleStop
{
    internal EnsembleStop(RunDescription run, StatisticsLayout layout, int stop, ReadOnlySpan<double> sums)
    {
        Name = run.Stops[stop];
        ReadOnlySpan<double> part = sums.Slice(layout.StopStart + (stop * layout.StopStride), layout.StopStride);
        double paths = sums[((layout.Times - 1) * layout.TimeStride) + StatisticsLayout.Count];
        double count = part[StatisticsLayout.Stopped];
        double h = run.H;
        double squares = part[StatisticsLayout.StopSquares];
        bool any = count > 0;
        Count = (long)count;
        Probability = count / paths;
        MeanTime = any ? run.Start + (part[StatisticsLayout.StopMean] * h) : double.NaN;
        TimeVariance = count > 1 ? squares / (count - 1) * h * h : double.NaN;
        FirstTime = any ? run.Time(part[StatisticsLayout.StopFirst]) : double.NaN;
        LastTime = any ? run.Time(part[StatisticsLayout.StopLast]) : double.NaN;
        if (layout.Antithetic)
        {
            double pairs = paths / 2;
            double mean = part[StatisticsLayout.StopMean];
            double countSquares = part[StatisticsLayout.PairCountSquares];
            double spread = countSquares - (count * count / pairs);
            StandardError = pairs > 1 ? Math.Sqrt(Math.Max(0, spread) / 4 / (pairs - 1) / pairs) : double.NaN;

            // A ratio of sums over pairs, b to a: its error is that of b - mean a.
            double ratio =
                part[StatisticsLayout.PairStepSquares]
                - (2 * mean * part[StatisticsLayout.PairCrossProducts])
                + (mean * mean * countSquares);
            MeanTimeStandardError = any && pairs > 1 ? Math.Sqrt(Math.Max(0, ratio) * pairs / (pairs - 1)) / count * h : double.NaN;
        }
        else
        {
            StandardError = paths > 1 ? Math.Sqrt(Probability * (1 - Probability) / (paths - 1)) : double.NaN;
            MeanTimeStandardError = Math.Sqrt(TimeVariance / count);
        }

        int steps = layout.StopBins * layout.StepsPerStopBin;
        Times = new(
            $"the time of {Name}",
            run.Start,
            run.Start + (steps * h),
            part.Slice(StatisticsLayout.StopHistogram, layout.StopBins),
            0,
            0,
            0
        );
    }

    /// <summary>The name of the stop.</summary>
    public string Name { get; }

    /// <summary>The number of paths that it stopped.</summary>
    public long Count { get; }

    /// <summary>The share of the paths that it stopped; NaN without paths.</summary>
    public double Probability { get; }

    /// <summary>
    /// The standard error of the probability, in antithetic runs from pairs. It is 0 where no path or every path stopped, which proves
    /// nothing: with n independent paths a probability up to 3 / n shows none in 1 of 20 runs.
    /// </summary>
    public double StandardError { get; }

    /// <summary>The mean time of stopping, of the paths that stopped; NaN where none did. A stop is seen at the end of a step.</summary>
    public double MeanTime { get; }

    /// <summary>The standard error of <see cref="MeanTime"/>.</summary>
    public double MeanTimeStandardError { get; }

    /// <summary>The variance of the time of stopping, of the paths that stopped.</summary>
    public double TimeVariance { get; }

    /// <summary>The earliest time of stopping.</summary>
    public double FirstTime { get; }

    /// <summary>The latest time of stopping.</summary>
    public double LastTime { get; }

    /// <summary>
    /// The times of stopping. A bin stands for whole steps (one, in runs of up to 1023 steps): its lower edge is the time of its first
    /// step, and the first bin begins at the start, where a path may stop at once.
    /// </summary>
    public Histogram Times { get; }

    /// <summary>Name, probability and standard error.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"P({Name}) = {Probability:G9} +- {StandardError:G2}");
}
