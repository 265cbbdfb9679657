using FaceMorph.Algebra;
using FaceMorph.Prior;

namespace FaceMorph.Morphs;

/// <summary>Morphs without guidance, from which the guided ones start: both parents' noises on an arc, the mean of their z.</summary>
internal static class Unguided
{
    /// <summary>The start of every pair, from the parents' encodings.</summary>
    public static MorphBatch Of(MorphBatch parents, IReadOnlyList<(int First, int Second)> pairs)
    {
        const int D = FacePrior.Dimension;
        const int C = FacePrior.Condition;
        var batch = new MorphBatch(new double[pairs.Count * D], new double[pairs.Count * C]);
        for (int pair = 0; pair < pairs.Count; pair++)
        {
            var (first, second) = pairs[pair];
            Middle(parents.Noise.AsSpan(first * D, D), parents.Noise.AsSpan(second * D, D), batch.Noise.AsSpan(pair * D, D));
            for (int i = 0; i < C; i++)
            {
                batch.Condition[pair * C + i] = 0.5 * (parents.Condition[first * C + i] + parents.Condition[second * C + i]);
            }
        }

        return batch;
    }

    // Spherical interpolation at one half: a plain mean of two noises would be too small to be noise.
    private static void Middle(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> into)
    {
        double angle = Math.Acos(Math.Clamp(Dense.Dot(a, b) / (Dense.Norm(a) * Dense.Norm(b)), -1, 1));
        double weight = angle < 1e-6 ? 0.5 : Math.Sin(0.5 * angle) / Math.Sin(angle);
        for (int i = 0; i < a.Length; i++)
        {
            into[i] = weight * (a[i] + b[i]);
        }
    }
}
