using ItoSharp.Benchmarks.Declarations;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>The library's generated ensembles of the benchmark's equations.</summary>
internal static class Library
{
    /// <summary>Whose times are compared with all others.</summary>
    public const string Name = "itosharp";

    /// <summary>The states at the end, component after component, by a number of threads.</summary>
    public static T[] Run<T>(Problem problem, int threads)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var options = new EnsembleOptions { Threads = threads, Covariance = false };
        return (T[])
            (object)(
                (problem.Name, typeof(T) == typeof(float)) switch
                {
                    ("gbm", true) => End(
                        problem,
                        new GbmFloat(new(), problem.Steps, 1).Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                    ),
                    ("gbm", false) => End(
                        problem,
                        new GbmDouble(new(), problem.Steps, 1).Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                    ),
                    ("heston", true) => End(
                        problem,
                        new HestonFloat(new(), problem.Steps, 1).Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                    ),
                    ("heston", false) => End(
                        problem,
                        new HestonDouble(new(), problem.Steps, 1).Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                    ),
                    ("mixture-sde", true) => End(
                        problem,
                        new MixtureReverseFloat(new(), problem.Steps, 1 - Mixture.End).Terminal(
                            problem.Start,
                            problem.Paths,
                            Problem.Seed,
                            options
                        )
                    ),
                    ("mixture-sde", false) => End(
                        problem,
                        new MixtureReverseDouble(new(), problem.Steps, 1 - Mixture.End).Terminal(
                            problem.Start,
                            problem.Paths,
                            Problem.Seed,
                            options
                        )
                    ),
                    ("mixture-ode", true) => End(
                        problem,
                        new MixtureFlowFloat(new(), problem.Steps, 1 - Mixture.End).Terminal(
                            problem.Start,
                            problem.Paths,
                            Problem.Seed,
                            options
                        )
                    ),
                    ("mixture-ode", false) => End(
                        problem,
                        new MixtureFlowDouble(new(), problem.Steps, 1 - Mixture.End).Terminal(
                            problem.Start,
                            problem.Paths,
                            Problem.Seed,
                            options
                        )
                    ),
                    var (name, _) => throw new ArgumentException($"There is no ensemble for {name}.", nameof(problem)),
                }
            );
    }

    private static T[] End<T>(Problem problem, EnsemblePaths<T> paths)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var end = new T[problem.Components * problem.Paths];
        for (int c = 0; c < problem.Components; c++)
        {
            paths.At(0, c).CopyTo(end.AsSpan(c * problem.Paths));
        }

        return end;
    }
}
