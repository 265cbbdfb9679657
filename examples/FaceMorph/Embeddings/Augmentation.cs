using FaceMorph.Faces;

namespace FaceMorph.Embeddings;

/// <summary>Random copies of a training face, half of them mirrored: what an embedding should learn to overlook.</summary>
internal sealed class Augmentation(int seed, int copies, double shift, double turn, double noise)
{
    private readonly Random _random = new(seed);

    /// <summary>The face itself, its mirror image, and altered copies.</summary>
    public IEnumerable<double[]> Of(double[] face)
    {
        yield return face;
        yield return Alteration.Mirrored(face);
        for (int copy = 2; copy < copies; copy++)
        {
            var start = copy % 2 == 0 ? face : Alteration.Mirrored(face);
            var moved = Alteration.Moved(start, Within(shift), Within(shift), Within(turn));
            var graded = Alteration.WithContrast(moved, 1 + Within(0.25));
            yield return Alteration.WithNoise(graded, noise * _random.NextDouble(), _random);
        }
    }

    private double Within(double bound) => bound * (2 * _random.NextDouble() - 1);
}
