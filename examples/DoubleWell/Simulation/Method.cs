using ItoSharp;

namespace DoubleWell.Simulation;

/// <summary>A method by which the paths are computed.</summary>
/// <param name="Name">As it is printed.</param>
/// <param name="Order">The order of its stationary law's error.</param>
/// <param name="Steps">The lengths of steps at which it is tried, the largest within its stability (Euler and Maruyama at 0.2 loses a path in 500,000 to infinity).</param>
/// <param name="Run">Runs paths: model, steps, time, start, number, seed, options.</param>
internal sealed record Method(
    string Name,
    int Order,
    double[] Steps,
    Func<KineticLangevin, int, double, EnsembleStart, int, ulong, EnsembleOptions, EnsembleStatistics> Run
)
{
    private static readonly double[] Splitting = [0.4, 0.2, 0.1, 0.05];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Method> All { get; } =
    [
        new(
            "BAOAB",
            2,
            Splitting,
            (model, n, end, start, paths, seed, o) => new BaoabPaths(model, n, end).Run(start, paths, seed, o).Statistics
        ),
        new(
            "OBABO",
            2,
            Splitting,
            (model, n, end, start, paths, seed, o) => new ObaboPaths(model, n, end).Run(start, paths, seed, o).Statistics
        ),
        new(
            "Euler and Maruyama",
            1,
            [0.1, 0.05, 0.025, 0.0125],
            (model, n, end, start, paths, seed, o) => new ItoEulerPaths(model, n, end).Run(start, paths, seed, o).Statistics
        ),
    ];
}
