using ItoSharp.Benchmarks.Declarations;
using ItoSharp.Benchmarks.Ensembles;

namespace ItoSharp.Benchmarks.Gpu;

/// <summary>An ensemble that is run on a device and on this machine's processors.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Run">Runs so many paths with the given options.</param>
internal sealed record GpuCase(string Name, Func<long, EnsembleOptions, EnsembleStatistics> Run)
{
    /// <summary>The steps of every path.</summary>
    public const int Steps = 256;

    /// <summary>The cases.</summary>
    public static IReadOnlyList<GpuCase> All()
    {
        var gbm = new GbmFloat(new(), Steps, 1);
        var lorenz = new NoisyLorenzFloat(new(), Steps, 0.5);
        var heston = new HestonFloat(new(), Steps, 1);
        var mixture = new MixtureReverseFloat(new(), Steps, 1 - Mixture.End);
        var ode = new LorenzFloat(new(), Steps, 0.5);
        const ulong Seed = Problem.Seed;
        return
        [
            new("gbm-float", (paths, options) => gbm.Run(new Gbm.State(1), paths, Seed, options).Statistics),
            new("lorenz-sde-float", (paths, options) => lorenz.Run(new NoisyLorenz.State(1, 1, 20), paths, Seed, options).Statistics),
            new("heston-float", (paths, options) => heston.Run(new Heston.State(100, 0.04), paths, Seed, options).Statistics),
            new(
                "mixture-sde-float",
                (paths, options) => mixture.Run(new MixtureReverse.State(0.5, -0.25), paths, Seed, options).Statistics
            ),
            new("lorenz-ode-tsit5-float", (paths, options) => ode.Run(new Lorenz.State(1, 1, 20), paths, Seed, options).Statistics),
        ];
    }
}
