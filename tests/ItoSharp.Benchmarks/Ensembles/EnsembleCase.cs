using System.Diagnostics;
using System.Numerics;
using ItoSharp.Benchmarks.Timing;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>One equation in one format, by everybody who can.</summary>
internal sealed class EnsembleCase<T> : ICase
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Func<Outcome>> rivals = [];
    private readonly Dictionary<string, string> skipped = [];
    private readonly Dictionary<string, Func<T[]>> ends = [];
    private readonly Problem problem;
    private readonly Library<T> library;

    /// <summary>The case of an equation, with the library in it.</summary>
    public EnsembleCase(Problem problem)
    {
        this.problem = problem;
        library = Library<T>.Of(problem);
        ends[Us] = () => library.End(problem);
        rivals[Us] = () =>
        {
            double begin = ThreadClock.Seconds;
            var first = library.Run(Library<T>.On(threads: 1)).Terminal.Columns[0];
            return new(ThreadClock.Seconds - begin, first.Mean, first.StandardDeviation);
        };
    }

    /// <summary>The library's name.</summary>
    public const string Us = "itosharp";

    /// <summary>The format's name.</summary>
    public static string Format => typeof(T) == typeof(float) ? "float" : "double";

    /// <inheritdoc/>
    public string Name => $"{problem.Name}-{Format}";

    /// <inheritdoc/>
    public double PathSteps => (double)problem.Paths * problem.Steps;

    /// <inheritdoc/>
    public int Paths => problem.Paths;

    /// <inheritdoc/>
    public IReadOnlyList<string> Rivals => [.. rivals.Keys];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Skipped => skipped;

    /// <inheritdoc/>
    public Outcome Run(string rival) => rivals[rival]();

    /// <summary>Adds a rival that computes in this thread and gives the states at the end, component after component.</summary>
    public EnsembleCase<T> With(string rival, Func<Problem, T[]> end)
    {
        ends[rival] = () => end(problem);
        rivals[rival] = () =>
        {
            double begin = ThreadClock.Seconds;
            T[] states = end(problem);
            double seconds = ThreadClock.Seconds - begin;
            double[] first = [.. states.AsSpan(0, problem.Paths).ToArray().Select(double.CreateTruncating)];
            double mean = first.Average();
            return new(seconds, mean, Math.Sqrt(first.Sum(x => (x - mean) * (x - mean)) / (first.Length - 1)));
        };
        return this;
    }

    /// <summary>Adds a rival that measures itself.</summary>
    public EnsembleCase<T> With(string rival, Func<Problem, string, Outcome> run)
    {
        rivals[rival] = () => run(problem, Format);
        return this;
    }

    /// <summary>Says who is missing.</summary>
    public EnsembleCase<T> Without(string rival, string reason)
    {
        skipped[rival] = reason;
        return this;
    }

    /// <summary>The library's time on the clock by one thread over that by two, interleaved medians.</summary>
    public double Speedup()
    {
        double Time(int threads)
        {
            long begin = Stopwatch.GetTimestamp();
            library.Run(Library<T>.On(threads));
            return Stopwatch.GetElapsedTime(begin).TotalSeconds;
        }

        Time(2);
        var rounds = Enumerable.Range(0, Interleaved.Rounds).Select(_ => (One: Time(1), Two: Time(2))).ToList();
        return Interleaved.Median(rounds.Select(round => round.One)) / Interleaved.Median(rounds.Select(round => round.Two));
    }

    /// <summary>How many of the values at the end differ between two rivals, and of how many.</summary>
    public (int Differing, int Values) Compare(string first, string second)
    {
        T[] a = ends[first]();
        T[] b = ends[second]();
        return (a.Zip(b).Count(pair => !pair.First.Equals(pair.Second)), a.Length);
    }
}
