using FaceMorph.Faces;

namespace FaceMorph.Embeddings;

/// <summary>The 3 x 3 binomial filter (1 2 1)/4 along both axes, the border repeated.</summary>
internal static class Binomial
{
    private const int Edge = FaceSheet.Edge;

    /// <summary>Writes the smoothed image.</summary>
    public static void Smooth(ReadOnlySpan<double> image, Span<double> into)
    {
        Span<double> half = stackalloc double[image.Length];
        Along(image, half, 1, Edge);
        Along(half, into, Edge, 1);
    }

    /// <summary>Writes the transposed filter's image.</summary>
    public static void SmoothTransposed(ReadOnlySpan<double> image, Span<double> into)
    {
        Span<double> half = stackalloc double[image.Length];
        AlongTransposed(image, half, 1, Edge);
        AlongTransposed(half, into, Edge, 1);
    }

    private static void Along(ReadOnlySpan<double> image, Span<double> into, int step, int line)
    {
        for (int at = 0; at < Edge; at++)
        {
            for (int i = 0; i < Edge; i++)
            {
                int before = Math.Max(i - 1, 0) * step + at * line;
                int after = Math.Min(i + 1, Edge - 1) * step + at * line;
                int here = i * step + at * line;
                into[here] = 0.25 * image[before] + 0.5 * image[here] + 0.25 * image[after];
            }
        }
    }

    private static void AlongTransposed(ReadOnlySpan<double> image, Span<double> into, int step, int line)
    {
        into.Clear();
        for (int at = 0; at < Edge; at++)
        {
            for (int i = 0; i < Edge; i++)
            {
                double value = image[i * step + at * line];
                into[Math.Max(i - 1, 0) * step + at * line] += 0.25 * value;
                into[i * step + at * line] += 0.5 * value;
                into[Math.Min(i + 1, Edge - 1) * step + at * line] += 0.25 * value;
            }
        }
    }
}
