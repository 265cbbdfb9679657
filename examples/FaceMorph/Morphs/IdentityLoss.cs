using FaceMorph.Algebra;
using FaceMorph.Embeddings;
using FaceMorph.Prior;
using FaceMorph.Verification;

namespace FaceMorph.Morphs;

/// <summary>The sum over morphs of their distances to both parents in one embedding, with its derivative.</summary>
internal sealed class IdentityLoss(MorphModel model, Verifier verifier, IReadOnlyList<(int First, int Second)> pairs)
{
    /// <summary>The loss of all samples; writes its gradient.</summary>
    public double Of(ReadOnlySpan<double> samples, Span<double> gradient)
    {
        const int D = FacePrior.Dimension;
        double[] states = samples.ToArray();
        var cotangents = new double[states.Length];
        var losses = new double[pairs.Count];
        Parallel.For(
            0,
            pairs.Count,
            new ParallelOptions { MaxDegreeOfParallelism = MorphModel.Options.Threads },
            pair => losses[pair] = Of(pair, states.AsSpan(pair * D, D), cotangents.AsSpan(pair * D, D))
        );
        cotangents.CopyTo(gradient);
        return losses.Sum();
    }

    private double Of(int pair, ReadOnlySpan<double> sample, Span<double> cotangent)
    {
        var image = model.Image(sample);
        var code = verifier.Embedding.Embed(image, out double length);
        var first = verifier.Code(pairs[pair].First);
        var second = verifier.Code(pairs[pair].Second);

        // Both distances are one minus a product with the code.
        Span<double> codeCotangent = stackalloc double[code.Length];
        Dense.AddScaled(codeCotangent, -1, first);
        Dense.AddScaled(codeCotangent, -1, second);
        var pixels = new double[image.Length];
        verifier.Embedding.PullBack(image, code, length, codeCotangent, pixels);
        model.PullBackImage(pixels, cotangent);
        return Embedding.Distance(code, first) + Embedding.Distance(code, second);
    }
}
