using System.Text;

namespace Charts;

/// <summary>Lines over two axes as SVG, the legend below as text that wraps on a narrow screen.</summary>
public static class LineChart
{
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
        svg.Append(Svg.Text($"<svg viewBox='0 0 {frame.Width} {frame.Height}' role='img'>"));
        frame.Grid(svg, horizontal, vertical);
        if (mark is { } at)
        {
            svg.Append(Svg.Text($"<line class='mark' x1='{frame.X(at):f1}' x2='{frame.X(at):f1}' y1='{Frame.Top}' y2='{frame.Bottom}'/>"));
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
        string points = string.Join(" ", line.Points.Select(point => Svg.Text($"{frame.X(point.X):f1},{frame.Y(point.Y):f1}")));
        string dash = line.Dashed ? " stroke-dasharray='7 5'" : "";
        svg.Append($"<polyline class='line' points='{points}' stroke='{line.Colour}'{dash}/>");
        foreach (var point in line.Dots ? line.Points : [])
        {
            svg.Append(Svg.Text($"<circle cx='{frame.X(point.X):f1}' cy='{frame.Y(point.Y):f1}' r='3.4' fill='{line.Colour}'/>"));
        }
    }
}
