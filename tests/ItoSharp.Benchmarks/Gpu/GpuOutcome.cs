namespace ItoSharp.Benchmarks.Gpu;

/// <summary>What one of our runs gives.</summary>
/// <param name="Bytes">All of its statistics, bit by bit.</param>
/// <param name="Means">The means of the case's columns.</param>
/// <param name="Errors">Their standard errors.</param>
internal sealed record GpuOutcome(byte[] Bytes, double[] Means, double[] Errors)
{
    /// <summary>That of a run.</summary>
    public static GpuOutcome Of(EnsembleStatistics statistics, IEnumerable<string> columns)
    {
        EnsembleEstimate[] estimates = [.. columns.Select(column => statistics[column])];
        return new(statistics.ToBytes(), [.. estimates.Select(e => e.Mean)], [.. estimates.Select(e => e.StandardError)]);
    }
}
