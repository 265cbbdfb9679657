using FaceMorph.Faces;
using FaceMorph.Morphs;
using FaceMorph.Terminal;
using FaceMorph.Verification;
using ItoSharp;

namespace FaceMorph.Studies;

/// <summary>Makes the morphs of every row.</summary>
internal sealed class MorphRows(FaceSplit split, MorphModel model, Verifier loss, Verifier unseen)
{
    /// <summary>Pixel average, no guidance, and every guided row.</summary>
    public IEnumerable<MorphRow> From(MorphBatch start, Loss<double> identity)
    {
        yield return Row("pixelAverage", "pixel average", [.. split.Pairs.Select(PixelAverage)]);
        yield return Row("noGuidance", "no guidance", model.Images(model.Decode(start)));
        foreach (var method in GradientMethod.All)
        {
            var guided = ProgressBar.Around($"guided, {method.Name}", show => new Guidance(model, identity).Run(method, start, show));
            yield return Row(method.Key, method.Name, model.Images(guided.Samples), guided);
        }
    }

    private MorphRow Row(string key, string name, double[][] images, Guided? guided = null) =>
        new(key, name, images, MorphScore.Of(loss, images, split.Pairs), MorphScore.Of(unseen, images, split.Pairs), guided);

    private double[] PixelAverage((int First, int Second) pair) =>
        [.. split.HeldOut[pair.First].Zip(split.HeldOut[pair.Second], (a, b) => 0.5 * (a + b))];
}
