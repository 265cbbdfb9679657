using System.Globalization;
using System.Text;
using FaceMorph.Studies;
using FaceMorph.Verification;

namespace FaceMorph.Report;

/// <summary>MMPMR of every row on both embeddings as bars with their standard errors.</summary>
internal static class ShareChart
{
    private const double Width = 640;
    private const double Label = 178;
    private const double Row = 46;

    /// <summary>The colour of the loss embedding.</summary>
    public const string LossColour = "#0072b2";

    /// <summary>The colour of the unseen embedding.</summary>
    public const string UnseenColour = "#e69f00";

    /// <summary>The chart.</summary>
    public static string Of(IReadOnlyList<MorphRow> rows)
    {
        double height = rows.Count * Row + 34;
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox='0 0 {Width} {height}' role='img'><g class='grid'>"));
        for (int tick = 0; tick <= 100; tick += 20)
        {
            svg.Append(Text($"<line x1='{X(tick)}' x2='{X(tick)}' y1='4' y2='{height - 26}'/>"));
            svg.Append(Text($"<text x='{X(tick)}' y='{height - 8}' text-anchor='middle'>{tick}{(tick == 100 ? "%" : "")}</text>"));
        }

        svg.Append("</g>");
        for (int i = 0; i < rows.Count; i++)
        {
            double top = i * Row + 8;
            svg.Append(Text($"<text class='axis' x='{Label - 10}' y='{top + 20}' text-anchor='end'>{rows[i].Name}</text>"));
            AppendBar(svg, top, rows[i].Loss.Parents, LossColour);
            AppendBar(svg, top + 16, rows[i].Unseen.Parents, UnseenColour);
        }

        svg.Append("</svg><ul class='legend'>");
        svg.Append($"<li><i style='border-top:10px solid {LossColour}'></i>loss embedding</li>");
        svg.Append($"<li><i style='border-top:10px solid {UnseenColour}'></i>unseen embedding</li></ul>");
        return svg.ToString();
    }

    private static void AppendBar(StringBuilder svg, double top, Share share, string colour)
    {
        svg.Append(Text($"<rect x='{Label}' y='{top}' width='{X(share.Percent) - Label:f1}' height='14' rx='2' fill='{colour}'/>"));
        double low = X(Math.Max(0, share.Percent - share.StandardError));
        double high = X(Math.Min(100, share.Percent + share.StandardError));
        svg.Append(Text($"<line class='whisker' x1='{low:f1}' x2='{high:f1}' y1='{top + 7}' y2='{top + 7}'/>"));
    }

    private static double X(double percent) => Label + percent / 100 * (Width - Label - 24);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
