using FaceMorph.Algebra;
using FaceMorph.Faces;

namespace FaceMorph.Embeddings;

/// <summary>The low cosine frequencies of a face, without its mean grey: what a blurred look at it tells.</summary>
internal sealed class LowFrequencies : IFeatures
{
    private const int Edge = FaceSheet.Edge;
    private static readonly double[][] Waves = Basis(12);

    /// <inheritdoc/>
    public int Count => Waves.Length;

    /// <inheritdoc/>
    public void Extract(ReadOnlySpan<double> face, Span<double> features) => Dense.Multiply(Waves, face, features);

    private static double[][] Basis(int limit)
    {
        var waves = new List<double[]>();
        for (int u = 0; u < limit; u++)
        {
            for (int v = 0; v < limit; v++)
            {
                if (u + v > 0 && u * u + v * v < limit * limit)
                {
                    waves.Add(Wave(u, v));
                }
            }
        }

        return [.. waves];
    }

    private static double[] Wave(int u, int v)
    {
        var wave = new double[FaceSheet.Pixels];
        for (int y = 0; y < Edge; y++)
        {
            for (int x = 0; x < Edge; x++)
            {
                wave[y * Edge + x] = Math.Cos(Math.PI * (x + 0.5) * u / Edge) * Math.Cos(Math.PI * (y + 0.5) * v / Edge);
            }
        }

        double norm = Dense.Norm(wave);
        return [.. wave.Select(value => value / norm)];
    }
}
