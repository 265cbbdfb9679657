using DoubleWell.Law;
using ItoSharp;

namespace DoubleWell.Simulation;

/// <summary>The law that a method's paths have after a long time.</summary>
/// <param name="Method">The method.</param>
/// <param name="Step">The length of a step.</param>
/// <param name="Paths">The number of paths, which are independent.</param>
/// <param name="Position">The histogram of q.</param>
/// <param name="Estimates">Square, Virial and Kinetic: mean and standard error.</param>
internal sealed record Stationary(
    Method Method,
    double Step,
    int Paths,
    Histogram Position,
    IReadOnlyDictionary<string, (double Mean, double Error)> Estimates
)
{
    /// <summary>
    /// The time: the start is symmetric in q, and all that is even in q relaxes at a rate of about 1 here (what is odd, which well a
    /// path is in, takes far longer, but is right from the start).
    /// </summary>
    public const double Time = 16;

    /// <summary>Bins of q.</summary>
    public const int Bins = 64;

    private const ulong Seed = 7;

    /// <summary>Runs a method.</summary>
    public static Stationary Of(Method method, KineticLangevin model, DoubleWellLaw law, double step, int paths)
    {
        var start = EnsembleStart.Normal([0, 0], [0.5, Math.Sqrt(model.Temperature)]);
        var options = new EnsembleOptions { Histograms = [new HistogramRange("Q", -law.End, law.End, Bins)], Covariance = false };
        var run = method.Run(model, (int)Math.Round(Time / step), Time, start, paths, Seed, options);
        var estimates = new[] { "Square", "Virial", "Kinetic" }.ToDictionary(
            name => name,
            name => (run[name].Mean, run[name].StandardError)
        );
        return new(method, step, paths, run["Q"].Histogram, estimates);
    }

    /// <summary>Pearson's test of the histogram, with what lies outside of the bins in the outer ones.</summary>
    public ChiSquare Test(DoubleWellLaw law)
    {
        double[] counts = [.. Position.Counts.Select(count => (double)count)];
        counts[0] += Position.Below;
        counts[^1] += Position.Above;
        double width = 2 * law.End / Bins;
        return ChiSquare.Of(counts, law.Bins(-law.End, width, Bins));
    }
}
