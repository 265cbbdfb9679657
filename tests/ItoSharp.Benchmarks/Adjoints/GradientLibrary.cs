using System.Numerics;
using ItoSharp.Benchmarks.Declarations;
using ItoSharp.Benchmarks.Ensembles;

namespace ItoSharp.Benchmarks.Adjoints;

/// <summary>The library's generated ensemble of one of the benchmark's equations, with its gradients.</summary>
/// <param name="Ensemble">The ensemble.</param>
/// <param name="Arguments">The parameters, the strike last where there is one.</param>
/// <param name="Parameters">The names of the equation's parameters.</param>
/// <param name="Components">Those of the state's components.</param>
internal sealed record GradientLibrary<T>(Ensemble<T> Ensemble, double[] Arguments, string[] Parameters, string[] Components)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private static readonly double[] OfHeston = [0.05, 2, 0.04, 0.3, -0.7, 100];

    /// <summary>That of a problem.</summary>
    public static GradientLibrary<T> Of(Problem problem)
    {
        int steps = problem.Steps;
        double until = 1 - Mixture.End;
        object ensemble = (problem.Name, typeof(T) == typeof(float)) switch
        {
            ("gbm", true) => new GbmGradientFloat(new(), steps, 1).Ensemble,
            ("gbm", false) => new GbmGradientDouble(new(), steps, 1).Ensemble,
            ("heston", true) => new HestonGradientFloat(new(), steps, 1).Ensemble,
            ("heston", false) => new HestonGradientDouble(new(), steps, 1).Ensemble,
            ("mixture-sde", true) => new MixtureReverseGradientFloat(new(), steps, until).Ensemble,
            ("mixture-sde", false) => new MixtureReverseGradientDouble(new(), steps, until).Ensemble,
            ("mixture-ode", true) => new MixtureFlowGradientFloat(new(), steps, until).Ensemble,
            ("mixture-ode", false) => new MixtureFlowGradientDouble(new(), steps, until).Ensemble,
            _ => throw new ArgumentException($"There is no ensemble for {problem.Name}.", nameof(problem)),
        };
        (double[] arguments, string[] parameters, string[] components) = problem.Name switch
        {
            "gbm" => ((double[])[0.05, 0.2, 1], (string[])["Mu", "Sigma"], (string[])["S"]),
            "heston" => (OfHeston, ["Mu", "Kappa", "Theta", "Xi", "Rho"], ["S", "V"]),
            _ => ([Mixture.Variance], ["Variance"], ["X", "Y"]),
        };
        return new((Ensemble<T>)ensemble, arguments, parameters, components);
    }

    /// <summary>The strike; 0 where there is none.</summary>
    public double Strike => Arguments.Length > Parameters.Length ? Arguments[^1] : 0;

    /// <summary>The mean alone.</summary>
    public EnsembleEstimate Value(Problem problem) =>
        Ensemble.Run(Arguments, EnsembleStart.At(problem.Start), problem.Paths, Problem.Seed, Options)["Payoff"];

    /// <summary>The mean and its gradient within a memory.</summary>
    public EnsembleGradient Gradient(Problem problem, long? memory) =>
        Ensemble.Gradient(
            Arguments,
            EnsembleStart.At(problem.Start),
            problem.Paths,
            Problem.Seed,
            Options,
            new EnsembleGradientOptions { Memory = memory }
        );

    /// <summary>The least memory with which so many states are kept.</summary>
    public long MemoryFor(Problem problem, int checkpoints)
    {
        Problem few = problem with { Paths = 1 };
        GradientMemory all = Gradient(few, long.MaxValue).Memory!;
        (long low, long high) = (all.LeastBytesPerThread, all.Bytes);
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            bool enough = Gradient(few, middle).Memory!.Checkpoints >= checkpoints;
            (low, high) = enough ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static EnsembleOptions Options { get; } = new() { Threads = 1, Covariance = false };
}
