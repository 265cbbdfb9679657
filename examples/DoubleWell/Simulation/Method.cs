using ItoSharp;

namespace DoubleWell.Simulation;

/// <summary>A method by which the paths are computed.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Order">The order of its stationary law's error.</param>
/// <param name="Run">Runs paths: model, steps, time, start, number, seed, options.</param>
internal sealed record Method(
    string Name,
    int Order,
    Func<KineticLangevin, int, double, EnsembleStart, int, ulong, EnsembleOptions, EnsembleStatistics> Run
)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Method> All { get; } =
        [
            new("BAOAB", 2, (model, n, end, start, paths, seed, o) => new BaoabPaths(model, n, end).Run(start, paths, seed, o).Statistics),
            new("OBABO", 2, (model, n, end, start, paths, seed, o) => new ObaboPaths(model, n, end).Run(start, paths, seed, o).Statistics),
            new(
                "Euler and Maruyama",
                1,
                (model, n, end, start, paths, seed, o) => new ItoEulerPaths(model, n, end).Run(start, paths, seed, o).Statistics
            ),
        ];
}
