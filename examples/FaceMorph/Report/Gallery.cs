using System.Text;
using FaceMorph.Studies;
using FaceMorph.Verification;

namespace FaceMorph.Report;

/// <summary>Parents and their morphs side by side, each morph with what the two verifiers say to it.</summary>
internal static class Gallery
{
    /// <summary>The pairs that are shown: the first ones of the seeded list, not chosen.</summary>
    public const int Pairs = 8;

    /// <summary>The rows with the given keys between the parents.</summary>
    public static string Of(MorphStudy study, params string[] keys)
    {
        var rows = keys.Select(key => study.Rows.Single(row => row.Key == key)).ToList();
        var html = new StringBuilder("<table class='faces'><tr><th>parent A</th>");
        foreach (var row in rows)
        {
            html.Append($"<th>{row.Name.Replace("AdjointDEIS", "Adjoint<wbr>DEIS", StringComparison.Ordinal)}</th>");
        }

        html.Append("<th>parent B</th></tr>");
        for (int pair = 0; pair < Pairs; pair++)
        {
            var (first, second) = study.Split.Pairs[pair];
            html.Append($"<tr><td>{Image(study.Split.HeldOut[first], "parent A")}</td>");
            foreach (var row in rows)
            {
                html.Append(
                    $"<td>{Image(row.Images[pair], row.Name)}{Ticks("loss", row.Loss, pair)}{Ticks("unseen", row.Unseen, pair)}</td>"
                );
            }

            html.Append($"<td>{Image(study.Split.HeldOut[second], "parent B")}</td></tr>");
        }

        return html.Append("</table>").ToString();
    }

    private static string Image(double[] face, string name) => $"<img src='{PngImage.DataUri(face)}' alt='{name}'>";

    private static string Ticks(string embedding, MorphScore score, int pair) =>
        $"<div class='ticks'>{embedding} {Tick(score.Matches[pair].First)}{Tick(score.Matches[pair].Second)}</div>";

    private static string Tick(bool match) => match ? "<b class='yes'>&#10003;</b>" : "<b class='no'>&#10007;</b>";
}
