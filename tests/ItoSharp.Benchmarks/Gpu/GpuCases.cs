using ItoSharp.Benchmarks.Adjoints;
using ItoSharp.Benchmarks.Declarations;
using ItoSharp.Benchmarks.Ensembles;
using ItoSharp.Benchmarks.GpuRivals;

namespace ItoSharp.Benchmarks.Gpu;

/// <summary>The cases of issue 7.</summary>
internal static class GpuCases
{
    private const int Steps = GpuCase.Steps;
    private const ulong Seed = Problem.Seed;
    private const string File = "ensembles.cu";

    /// <summary>The case whose paths a second are aimed at: three states in float.</summary>
    public const string Aimed = "lorenz-sde-float";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<GpuCase> All() => [Gbm(), LorenzSde(), Heston(), MixtureSde(), LorenzOde(), HestonGradient()];

    private static GpuCase Gbm()
    {
        var ensemble = new GbmFloat(new(), Steps, 1);
        return new("gbm-float", "gbm", 1, [1], ["S"], Hand("gbm", Problems.GbmIn(Steps, 1)), Run);
        GpuOutcome Run(long paths, EnsembleOptions options) =>
            GpuOutcome.Of(ensemble.Run(new Declarations.Gbm.State(1), paths, Seed, options).Statistics, ["S"]);
    }

    private static GpuCase Heston()
    {
        var ensemble = new HestonFloat(new(), Steps, 1);
        return new("heston-float", "heston", 1, [100, 0.04], ["S", "V"], Hand("heston", Problems.HestonIn(Steps, 1)), Run);
        GpuOutcome Run(long paths, EnsembleOptions options) =>
            GpuOutcome.Of(ensemble.Run(new Declarations.Heston.State(100, 0.04), paths, Seed, options).Statistics, ["S", "V"]);
    }

    private static GpuCase MixtureSde()
    {
        const double Until = 1 - Mixture.End;
        var ensemble = new MixtureReverseFloat(new(), Steps, Until);
        HandProblem hand = Hand("mixture_sde", Problems.MixtureSdeIn(Steps, 1));
        return new("mixture-sde-float", "mixture-sde", Until, [0.5, -0.25], ["X", "Y"], hand, Run);
        GpuOutcome Run(long paths, EnsembleOptions options) =>
            GpuOutcome.Of(ensemble.Run(new Declarations.MixtureReverse.State(0.5, -0.25), paths, Seed, options).Statistics, ["X", "Y"]);
    }

    private static GpuCase LorenzSde()
    {
        const double Until = 0.5;
        const double Step = Until / Steps;
        var ensemble = new NoisyLorenzFloat(new(), Steps, Until);
        float[] constants = [10, 28, (float)(8.0 / 3), (float)Step, (float)(0.1 * Math.Sqrt(Step))];
        HandProblem hand = new(File, "lorenz_sde", constants, [], [1, 1, 20], 3);
        return new(Aimed, "lorenz-sde", Until, [1, 1, 20], ["X", "Y", "Z"], hand, Run);
        GpuOutcome Run(long paths, EnsembleOptions options) =>
            GpuOutcome.Of(ensemble.Run(new NoisyLorenz.State(1, 1, 20), paths, Seed, options).Statistics, ["X", "Y", "Z"]);
    }

    private static GpuCase LorenzOde()
    {
        const double Until = 0.5;
        var ensemble = new LorenzFloat(new(), Steps, Until);
        HandProblem hand = new(File, "lorenz_ode", [10, 28, (float)(8.0 / 3), (float)(Until / Steps)], [], [1, 1, 20], 3);
        return new("lorenz-ode-tsit5-float", "lorenz-ode", Until, [1, 1, 20], ["X", "Y", "Z"], hand, Run) { IsRandom = false };
        GpuOutcome Run(long paths, EnsembleOptions options) =>
            GpuOutcome.Of(ensemble.Run(new Lorenz.State(1, 1, 20), paths, Seed, options).Statistics, ["X", "Y", "Z"]);
    }

    private static GpuCase HestonGradient()
    {
        var library = GradientLibrary<float>.Of(Problems.HestonIn(Steps, 1));
        string[] leaves = [.. library.Components, .. library.Parameters];
        string[] columns = ["Payoff", .. leaves.Select(leaf => $"dPayoff/d{leaf}")];
        float[] constants = [.. library.Arguments.SkipLast(1).Select(x => (float)x), 1f / Steps, (float)library.Strike];
        HandProblem hand = new("gradient.cu", "heston_gradient", constants, [], [100, 0.04f], columns.Length);
        return new("heston-gradient-float", "heston-gradient", 1, [100, 0.04], columns, hand, Run) { IsGradient = true };
        GpuOutcome Run(long paths, EnsembleOptions options)
        {
            EnsembleStart start = EnsembleStart.At([100, 0.04]);
            EnsembleGradient gradient = library.Ensemble.Gradient(library.Arguments, start, paths, Seed, options);
            var call = gradient["Payoff"];
            double[] means =
            [
                call.Value.Mean,
                .. library.Components.Select(c => call.ByStart[c].Mean),
                .. library.Parameters.Select(p => call.By[p].Mean),
            ];
            double[] errors =
            [
                call.Value.StandardError,
                .. library.Components.Select(c => call.ByStart[c].StandardError),
                .. library.Parameters.Select(p => call.By[p].StandardError),
            ];
            return new(gradient.Statistics.ToBytes(), means, errors);
        }
    }

    private static HandProblem Hand(string kernel, Problem problem) =>
        new(
            File,
            kernel,
            [.. problem.Constants.Select(x => (float)x)],
            [.. problem.Table.Select(x => (float)x)],
            [.. problem.Start.Select(x => (float)x)],
            problem.Components
        );
}
