using System.Numerics;
using ItoSharp.Benchmarks.Declarations;

namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>The library's generated ensemble of one of the benchmark's equations.</summary>
/// <param name="Run">Runs it and takes its statistics, as users mostly do: this is what is timed.</param>
/// <param name="Paths">Runs it and keeps the states at the end, for the comparison of their bits.</param>
internal sealed record Library<T>(Func<EnsembleOptions, EnsembleStatistics> Run, Func<EnsembleOptions, EnsemblePaths<T>> Paths)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>That of a problem.</summary>
    public static Library<T> Of(Problem problem)
    {
        switch ((problem.Name, typeof(T) == typeof(float)))
        {
            case ("gbm", true):
                var gbmFloat = new GbmFloat(new(), problem.Steps, 1);
                return Of(
                    options => gbmFloat.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => gbmFloat.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            case ("gbm", false):
                var gbmDouble = new GbmDouble(new(), problem.Steps, 1);
                return Of(
                    options => gbmDouble.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => gbmDouble.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            case ("heston", true):
                var hestonFloat = new HestonFloat(new(), problem.Steps, 1);
                return Of(
                    options => hestonFloat.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => hestonFloat.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            case ("heston", false):
                var hestonDouble = new HestonDouble(new(), problem.Steps, 1);
                return Of(
                    options => hestonDouble.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => hestonDouble.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            case ("mixture-sde", true):
                var mixtureReverseFloat = new MixtureReverseFloat(new(), problem.Steps, 1 - Mixture.End);
                return Of(
                    options => mixtureReverseFloat.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => mixtureReverseFloat.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            case ("mixture-sde", false):
                var mixtureReverseDouble = new MixtureReverseDouble(new(), problem.Steps, 1 - Mixture.End);
                return Of(
                    options => mixtureReverseDouble.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => mixtureReverseDouble.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            case ("mixture-ode", true):
                var mixtureFlowFloat = new MixtureFlowFloat(new(), problem.Steps, 1 - Mixture.End);
                return Of(
                    options => mixtureFlowFloat.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => mixtureFlowFloat.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            case ("mixture-ode", false):
                var mixtureFlowDouble = new MixtureFlowDouble(new(), problem.Steps, 1 - Mixture.End);
                return Of(
                    options => mixtureFlowDouble.Run(problem.Start, problem.Paths, Problem.Seed, options).Statistics,
                    options => mixtureFlowDouble.Terminal(problem.Start, problem.Paths, Problem.Seed, options)
                );
            default:
                throw new ArgumentException($"There is no ensemble for {problem.Name}.", nameof(problem));
        }
    }

    /// <summary>On some threads, with variances but no covariances.</summary>
    public static EnsembleOptions On(int threads) => new() { Threads = threads, Covariance = false };

    /// <summary>The states at the end, component after component.</summary>
    public T[] End(Problem problem)
    {
        var paths = Paths(On(threads: 1));
        var end = new T[problem.Components * problem.Paths];
        for (int c = 0; c < problem.Components; c++)
        {
            paths.At(0, c).CopyTo(end.AsSpan(c * problem.Paths));
        }

        return end;
    }

    private static Library<T> Of(Func<EnsembleOptions, EnsembleStatistics> run, Func<EnsembleOptions, object> paths) =>
        new(run, options => (EnsemblePaths<T>)paths(options));
}
