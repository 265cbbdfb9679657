using System.Globalization;
using ItoSharp.Benchmarks.Gpu;

namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>Whether a rival computes the same thing: its means against ours, in standard errors of their difference.</summary>
internal static class Agreement
{
    /// <summary>
    /// What the difference of two means may be. With eight columns a rival that is right is refused once in two hundred thousand cases.
    /// </summary>
    public const double MostErrors = 5;

    /// <summary>Where nothing is random, paths differ by the rounding of float, which the equations enlarge.</summary>
    public const double MostRounding = 2e-3;

    /// <summary>What differs, or null.</summary>
    /// <param name="subject">The case, which names the columns.</param>
    /// <param name="ours">Our means.</param>
    /// <param name="theirs">The rival's means.</param>
    /// <param name="greatest">The greatest difference: in standard errors, or relative where nothing is random.</param>
    public static string? Find(GpuCase subject, GpuAnswer ours, GpuAnswer theirs, out double greatest)
    {
        greatest = 0;
        if (theirs.Means.Length != ours.Means.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{theirs.Means.Length} columns instead of {ours.Means.Length}");
        }

        double most = subject.IsRandom ? MostErrors : MostRounding;
        string? worst = null;
        for (int i = 0; i < ours.Means.Length; i++)
        {
            (double mean, double error) = (ours.Means[i], ours.Errors[i]);
            double other = double.IsNaN(theirs.Errors[i]) ? error : theirs.Errors[i];
            double scale = subject.IsRandom ? Math.Sqrt((error * error) + (other * other)) : Math.Abs(mean);
            double off = Math.Abs(theirs.Means[i] - mean) / scale;
            if (!(off <= greatest))
            {
                greatest = off;
                worst = off <= most ? null : $"{subject.Columns[i]} has mean {theirs.Means[i]:r} instead of {mean:r}";
            }
        }

        return worst;
    }
}
