using System.Text;

namespace Charts;

/// <summary>A line through points.</summary>
/// <param name="Name">Its text in the legend.</param>
/// <param name="Colour">Its colour, as SVG writes colours.</param>
/// <param name="Points">What it goes through, from left to right.</param>
/// <param name="Dashed">Whether it is broken.</param>
public sealed record Curve(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points, bool Dashed = false) : Mark(Name, Colour)
{
    private string Dash => Dashed ? " stroke-dasharray='7 5'" : "";

    internal override void Draw(StringBuilder svg, Frame frame)
    {
        string points = string.Join(" ", Points.Select(point => Svg.Text($"{frame.X(point.X):f2},{frame.Y(point.Y):f2}")));
        svg.Append($"<polyline class='line' points='{points}' stroke='{Colour}'{Dash}/>");
    }

    internal override void DrawSign(StringBuilder svg, double x, double y) =>
        svg.Append(Svg.Text($"<line class='line' x1='{x - 11:f1}' x2='{x + 11:f1}' y1='{y:f1}' y2='{y:f1}' stroke='{Colour}'{Dash}/>"));
}
