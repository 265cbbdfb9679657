using System.Text.RegularExpressions;

namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>The texts of the kernels written by hand, which lie beside the program.</summary>
internal static partial class HandKernels
{
    /// <summary>What makes them fast: approximate functions, quotients and roots, fused operations, small numbers flushed.</summary>
    public static string[] Options { get; } = ["--use_fast_math", "--std=c++14"];

    /// <summary>The threads whose sums are read back.</summary>
    public const int SumThreads = 1 << 15;

    /// <summary>Where the files are.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "GpuRivals", "Cuda");

    /// <summary>A file with all that it includes in place, as a run-time compiler wants it.</summary>
    public static string Text(string file)
    {
        HashSet<string> seen = [];
        string Read(string name) =>
            seen.Add(name) ? Include().Replace(File.ReadAllText(Path.Combine(Folder, name)), found => Read(found.Groups[1].Value)) : "";
        return Read(file).Replace("#pragma once", "", StringComparison.Ordinal);
    }

    /// <summary>Means and standard errors from the sums of the kernel <c>sums</c>.</summary>
    public static (double[] Means, double[] Errors) Moments(ReadOnlySpan<double> partial, int columns, int threads, long paths)
    {
        double[] means = new double[columns];
        double[] errors = new double[columns];
        for (int c = 0; c < columns; c++)
        {
            double sum = Sum(partial.Slice(2 * c * threads, threads));
            double squares = Sum(partial.Slice(((2 * c) + 1) * threads, threads));
            means[c] = sum / paths;
            double variance = Math.Max(0, squares - (sum * means[c])) / (paths - 1);
            errors[c] = Math.Sqrt(variance / paths);
        }

        return (means, errors);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum;
    }

    [GeneratedRegex("""^#include "([^"]+)"\r?$""", RegexOptions.Multiline)]
    private static partial Regex Include();
}
