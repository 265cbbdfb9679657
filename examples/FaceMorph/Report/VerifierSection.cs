using Charts;
using FaceMorph.Studies;
using FaceMorph.Verification;

namespace FaceMorph.Report;

/// <summary>What makes the two verifiers trustworthy.</summary>
internal static class VerifierSection
{
    private const int Bins = 40;

    /// <summary>Distances of the same and of different images, for both embeddings.</summary>
    public static string Of(MorphStudy study) =>
        $"""
            <h2>The two verifiers</h2>
            <div class="halves">
            <figure>{Histogram(
                study.Loss
            )}<figcaption><b>Loss embedding</b>: gradient orientations in 8 x 8 soft cells, discriminant analysis. {Facts(
                study.Loss
            )}</figcaption></figure>
            <figure>{Histogram(
                study.Unseen
            )}<figcaption><b>Unseen embedding</b>: low cosine frequencies of the grey values, discriminant analysis of other random copies. {Facts(
                study.Unseen
            )}</figcaption></figure>
            </div>
            <p class="note">Cosine distances between held-out images. The threshold (dotted) accepts one in a hundred comparisons of different images
            (images and probes): the 99th percentile of their similarity.</p>
            """;

    private static string Facts(Verifier verifier) =>
        Page.Text(
            $"Threshold {verifier.Threshold:f3}; accepts {100 * verifier.OwnAccepted:f1}% of each image's own probes ({string.Join(", ", Faces.Probes.Names.Select((name, i) => Page.Text($"{name} {100 * verifier.OwnAcceptedOf(i):f0}%")))})."
        );

    private static string Histogram(Verifier verifier)
    {
        var own = Shares(verifier.Genuine);
        var others = Shares(verifier.Impostors);
        double top = own.Concat(others).Max(point => point.Y);
        return LineChart.Of(
            "distance",
            "share in percent",
            Axis.Straight(0, 1.6, 0.4),
            Axis.Straight(0, top, 10),
            [new Line("own probes", LineChart.Colours[2], own), new Line("different images", LineChart.Colours[1], others)],
            half: true,
            mark: verifier.Threshold
        );
    }

    private static (double X, double Y)[] Shares(double[] distances)
    {
        const double Width = 1.6 / Bins;
        var counts = new int[Bins];
        foreach (double distance in distances)
        {
            counts[Math.Clamp((int)(distance / Width), 0, Bins - 1)]++;
        }

        return [.. counts.SelectMany((count, bin) => Step(bin * Width, (bin + 1) * Width, 100.0 * count / distances.Length))];
    }

    private static IEnumerable<(double X, double Y)> Step(double from, double to, double value) => [(from, value), (to, value)];
}
