using System.Text;
using Charts;
using FaceMorph.Morphs;
using FaceMorph.Studies;
using FaceMorph.Verification;

namespace FaceMorph.Report;

/// <summary>The morphs, their scores and how the loss fell.</summary>
internal static class MorphSection
{
    /// <summary>The gallery.</summary>
    public static string Faces(MorphStudy study) =>
        $"""
            <h2>Parents and morphs</h2>
            <figure>{Gallery.Of(study, "pixelAverage", "noGuidance", "adjointDeis2MData", "exact")}
            <figcaption>The first {Gallery.Pairs} of {study.Split.Pairs.Length} seeded pairs, not chosen. The two marks behind an embedding's name
            say whether the morph is accepted as A and as B. The average shows both faces' edges at once; guidance changes little that
            the eye notices at 25 x 25 pixels.</figcaption>
            <details><summary>All guided rows of the same pairs</summary>
            {Gallery.Of(study, [.. GradientMethod.All.Select(method => method.Key)])}</details></figure>
            """;

    /// <summary>MMPMR as bars and as a table.</summary>
    public static string Scores(MorphStudy study)
    {
        var table = new StringBuilder(
            "<table><tr><th></th><th>loss,<br>parents</th><th>loss,<br>probes</th><th>unseen,<br>parents</th><th>unseen,<br>probes</th></tr>"
        );
        foreach (var row in study.Rows)
        {
            table.Append(
                $"<tr><td>{row.Name}</td>{Cell(row.Loss.Parents)}{Cell(row.Loss.Probes)}{Cell(row.Unseen.Parents)}{Cell(row.Unseen.Probes)}</tr>"
            );
        }

        return $"""
            <h2>How many morphs match both parents</h2>
            <figure>{ShareChart.Of(study.Rows)}
            <figcaption>MMPMR: the share of {study.Split.Pairs.Length} morphs that a verifier accepts as both parent images; whiskers are one standard
            error over pairs.</figcaption></figure>
            <figure>{table}</table>
            <figcaption>Percent, with one standard error over pairs. Parents: accepted as both parent images. Probes: the chance that a random
            probe of each parent (mirrored, contrast 0.85, noise 0.15) is accepted. The pixel average is a strong rival on the unseen
            embedding, which looks at low frequencies; it has ghost edges, which the loss embedding looks at.</figcaption></figure>
            """;
    }

    /// <summary>The mean loss during the optimisation.</summary>
    public static string Losses(MorphStudy study)
    {
        var guided = study.Rows.Select(row => row.Guided).OfType<Guided>().ToList();
        double best = guided.Min(run => run.Losses.Min());
        double worst = guided.Max(run => run.Losses.Max());
        var lines = guided.Select((run, i) => Line(run, i, value => value)).ToList();
        var excess = guided.Select((run, i) => Line(run, i, value => Math.Max(value - best, 1e-4))).ToList();
        var steps = Axis.Straight(0, Guidance.AdamSteps, 10);
        return $"""
            <h2>How the loss falls</h2>
            <div class="halves"><figure>{LineChart.Of(
                "Adam steps",
                "mean loss of a morph",
                steps,
                Axis.Straight(best, worst, 0.05),
                lines,
                half: true
            )}</figure>
            <figure>{LineChart.Of(
                "Adam steps",
                "above the lowest loss",
                steps,
                Axis.Decades([1e-4, worst - best]),
                excess,
                half: true
            )}</figure></div>
            <p class="note">The sum of a morph's cosine distances to both parents in the loss embedding, averaged over all pairs; in the legend
            the loss after the last step. The second chart: the same above the lowest loss that any row reached, on a logarithmic scale (less than
            1e-4 is drawn there), because the first chart cannot tell the rows apart.</p>
            """;
    }

    private static Line Line(Guided run, int index, Func<double, double> value) =>
        new(
            Page.Text($"{run.Method.Name} ({run.Losses[^1]:f4})"),
            LineChart.Colours[index],
            [.. run.Losses.Select((loss, step) => ((double)step, value(loss)))],
            Dashed: run.Method == GradientMethod.All[^1]
        );

    private static string Cell(Share share) => Page.Text($"<td>{share.Percent:f1} <small>&plusmn; {share.StandardError:f1}</small></td>");
}
