using System.Numerics;
using ItoSharp.Benchmarks.Ensembles;
using ItoSharp.Benchmarks.Timing;

namespace ItoSharp.Benchmarks.Adjoints;

/// <summary>One equation in one format: its value alone, with its gradient in several memories, and by a plain loop.</summary>
internal sealed class GradientCase<T> : ICase
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<string, Func<Outcome>> rivals = [];
    private readonly Func<double[]> plain;
    private readonly Problem problem;
    private readonly GradientLibrary<T> library;

    private GradientCase(Problem problem, Func<double, double[]> plain, Func<double, double[]> same)
    {
        this.problem = problem;
        library = GradientLibrary<T>.Of(problem);
        this.plain = () => same(library.Strike);
        rivals[Value] = () => Timed(() => library.Value(problem));
        Add(Full, library.Gradient(problem with { Paths = 1 }, null).Memory!.Bytes);
        int root = (int)Math.Round(Math.Sqrt(problem.Steps));
        foreach (int checkpoints in (int[])[root, 2 * root])
        {
            Add(Checkpointed(checkpoints), library.MemoryFor(problem, checkpoints));
        }

        rivals[Scalar] = () =>
        {
            double begin = ThreadClock.Seconds;
            double[] means = plain(library.Strike);
            return new(ThreadClock.Seconds - begin, means[0], 0);
        };
    }

    /// <summary>The mean alone.</summary>
    public const string Value = "value";

    /// <summary>With all states kept.</summary>
    public const string Full = "full-memory";

    /// <summary>The plain loop.</summary>
    public const string Scalar = "scalar-adjoint";

    /// <summary>With so many states kept.</summary>
    public static string Checkpointed(int checkpoints) => FormattableString.Invariant($"{checkpoints}-checkpoints");

    /// <summary>The case of a problem with a plain loop back over its steps.</summary>
    public static GradientCase<T> Of<TReverse>(Problem problem)
        where TReverse : ScalarAdjoint.IReverse<T> =>
        new(
            problem,
            strike => ScalarAdjoint.Run<T, TReverse, ScalarAdjoint.PlainNoise<T>>(problem, strike),
            strike => ScalarAdjoint.Run<T, TReverse, ScalarAdjoint.SameNoise<T>>(problem, strike)
        );

    /// <inheritdoc/>
    public string Name => $"{problem.Name}-{(typeof(T) == typeof(float) ? "float" : "double")}";

    /// <inheritdoc/>
    public double PathSteps => (double)problem.Paths * problem.Steps;

    /// <inheritdoc/>
    public int Paths => problem.Paths;

    /// <inheritdoc/>
    public IReadOnlyList<string> Rivals => [.. rivals.Keys];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Skipped { get; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public Outcome Run(string rival) => rivals[rival]();

    /// <summary>
    /// How far the library's mean and derivatives are from those of the plain loop on the same noise: the greatest difference, relative to
    /// the magnitude and the standard error of each.
    /// </summary>
    public double Difference()
    {
        EnsembleGradient gradient = library.Gradient(problem, null);
        var derivatives = gradient["Payoff"];
        (double, double)[] ours =
        [
            (derivatives.Value.Mean, derivatives.Value.StandardError),
            .. library.Components.Select(c => derivatives.ByStart[c]).Select(d => (d.Mean, d.StandardError)),
            .. library.Parameters.Select(p => derivatives.By[p]).Select(d => (d.Mean, d.StandardError)),
        ];
        return ours.Zip(plain(), (a, b) => Math.Abs(a.Item1 - b) / (Math.Abs(a.Item1) + a.Item2)).Max();
    }

    private void Add(string name, long memory) => rivals[name] = () => Timed(() => library.Gradient(problem, memory)["Payoff"].Value);

    private static Outcome Timed(Func<EnsembleEstimate> run)
    {
        double begin = ThreadClock.Seconds;
        EnsembleEstimate estimate = run();
        return new(ThreadClock.Seconds - begin, estimate.Mean, estimate.StandardDeviation);
    }
}
