using System.Globalization;
using System.Text;

namespace FaceMorph.Report;

/// <summary>One line of a chart, with its text in the legend.</summary>
internal sealed record Line(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points, bool Dashed = false, bool Dots = false);

/// <summary>Lines over two axes as SVG, the legend below as text that wraps on a narrow screen.</summary>
internal static class LineChart
{
    private const double Left = 58;
    private const double Right = 22;
    private const double Top = 12;
    private const double Bottom = 46;

    /// <summary>Colours that stay apart for colour-blind readers.</summary>
    public static IReadOnlyList<string> Colours { get; } = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#4d4d4d"];

    /// <summary>The chart.</summary>
    public static string Of(
        string horizontal,
        string vertical,
        Axis x,
        Axis y,
        IReadOnlyList<Line> lines,
        bool half = false,
        double? mark = null
    )
    {
        var frame = half ? new Frame(x, y, 420, 300) : new Frame(x, y, 640, 380);
        var svg = new StringBuilder();
        svg.Append(Text($"<svg viewBox='0 0 {frame.Width} {frame.Height}' role='img'><g class='grid'>"));
        foreach (double tick in y.Ticks)
        {
            svg.Append(Text($"<line x1='{Left}' x2='{frame.Right}' y1='{frame.Y(tick):f1}' y2='{frame.Y(tick):f1}'/>"));
            svg.Append(Text($"<text x='{Left - 8}' y='{frame.Y(tick) + 4:f1}' text-anchor='end'>{y.Label(tick)}</text>"));
        }

        foreach (double tick in x.Ticks)
        {
            svg.Append(Text($"<line x1='{frame.X(tick):f1}' x2='{frame.X(tick):f1}' y1='{Top}' y2='{frame.Bottom}'/>"));
            svg.Append(Text($"<text x='{frame.X(tick):f1}' y='{frame.Bottom + 18}' text-anchor='middle'>{x.Label(tick)}</text>"));
        }

        svg.Append("</g>");
        svg.Append(
            Text($"<text class='axis' x='{(Left + frame.Right) / 2}' y='{frame.Height - 6}' text-anchor='middle'>{horizontal}</text>")
        );
        svg.Append(
            Text(
                $"<text class='axis' transform='translate(14 {(Top + frame.Bottom) / 2}) rotate(-90)' text-anchor='middle'>{vertical}</text>"
            )
        );
        if (mark is { } at)
        {
            svg.Append(Text($"<line class='mark' x1='{frame.X(at):f1}' x2='{frame.X(at):f1}' y1='{Top}' y2='{frame.Bottom}'/>"));
        }

        foreach (var line in lines)
        {
            Draw(svg, line, frame);
        }

        svg.Append("</svg><ul class='legend'>");
        foreach (var line in lines)
        {
            string swatch = line.Dashed ? $"border-top:3px dashed {line.Colour}" : $"border-top:3px solid {line.Colour}";
            svg.Append($"<li><i style='{swatch}'></i>{line.Name}</li>");
        }

        return svg.Append("</ul>").ToString();
    }

    private static void Draw(StringBuilder svg, Line line, Frame frame)
    {
        string points = string.Join(" ", line.Points.Select(point => Text($"{frame.X(point.X):f1},{frame.Y(point.Y):f1}")));
        string dash = line.Dashed ? " stroke-dasharray='7 5'" : "";
        svg.Append($"<polyline class='line' points='{points}' stroke='{line.Colour}'{dash}/>");
        foreach (var point in line.Dots ? line.Points : [])
        {
            svg.Append(Text($"<circle cx='{frame.X(point.X):f1}' cy='{frame.Y(point.Y):f1}' r='3.4' fill='{line.Colour}'/>"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where values lie on the drawing.</summary>
    private sealed record Frame(Axis Horizontal, Axis Vertical, double Width, double Height)
    {
        public double Right => Width - LineChart.Right;

        public double Bottom => Height - LineChart.Bottom;

        public double X(double value) => Left + Horizontal.Place(value) * (Right - Left);

        public double Y(double value) => Bottom - Vertical.Place(value) * (Bottom - Top);
    }
}
