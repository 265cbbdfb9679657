namespace ItoSharp;

/// <summary>Asks for a histogram of a component or observable, at every observation.</summary>
/// <param name="Column">The name of the component or observable.</param>
/// <param name="Min">The lower end of the first bin; finite.</param>
/// <param name="Max">The upper end of the last bin; finite and above <paramref name="Min"/>.</param>
/// <param name="Bins">The number of bins of equal width, 1 to 1,000,000.</param>
public sealed record HistogramRange(string Column, double Min, double Max, int Bins)
{
    internal const int MostBins = 1_000_000;
}
