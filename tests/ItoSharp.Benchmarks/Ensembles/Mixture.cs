namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>Eight normal laws in the plane under a variance-preserving process with beta rising from 0.1 to 20, and their reversal.</summary>
internal static class Mixture
{
    /// <summary>The components.</summary>
    public const int Count = 8;

    /// <summary>The time to which the reversal goes, from 1.</summary>
    public const double End = 0.002;

    /// <summary>The variance of every component in each direction.</summary>
    public const double Variance = 0.04;

    /// <summary>The means: a spiral, so that no two coordinates are equal and nothing cancels by symmetry.</summary>
    public static IReadOnlyList<(double X, double Y)> Means { get; } =
    [(1.7, 0.2), (-1.2, 1.1), (0.1, -1.9), (0.9, 1.4), (-1.8, -0.3), (1.3, -1.0), (-0.4, 1.6), (-0.7, -0.8)];

    /// <summary>The weights.</summary>
    public static IReadOnlyList<double> Weights { get; } = [0.2, 0.05, 0.1, 0.15, 0.1, 0.2, 0.05, 0.15];
}
