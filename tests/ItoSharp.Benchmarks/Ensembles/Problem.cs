namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>What the rivals compute, in float64; they round it once to the format in which they compute.</summary>
/// <param name="Name">The case's name without its format.</param>
/// <param name="Components">The state's components.</param>
/// <param name="Noises">The independent noises, 0 for an ordinary equation.</param>
/// <param name="Constants">What a step reads, in the order of Native/models.h.</param>
/// <param name="Columns">The numbers of a row of the table.</param>
/// <param name="Table">A row for every step.</param>
/// <param name="Start">The state in which every path starts.</param>
/// <param name="Paths">The paths.</param>
/// <param name="Steps">The steps of a path, a multiple of 4.</param>
internal sealed record Problem(
    string Name,
    int Components,
    int Noises,
    double[] Constants,
    int Columns,
    double[] Table,
    double[] Start,
    int Paths,
    int Steps
)
{
    /// <summary>The seed of all noise that is the library's.</summary>
    public const ulong Seed = 42;
}
