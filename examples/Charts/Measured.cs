using System.Text;

namespace Charts;

/// <summary>Measured values with their errors as whiskers.</summary>
/// <param name="Name">Its text in the legend.</param>
/// <param name="Colour">Its colour, as SVG writes colours.</param>
/// <param name="Points">Value and half the whisker's length.</param>
public sealed record Measured(string Name, string Colour, IReadOnlyList<(double X, double Y, double Error)> Points) : Mark(Name, Colour)
{
    internal override void Draw(StringBuilder svg, Frame frame)
    {
        foreach (var (x, y, error) in Points)
        {
            // A logarithmic axis has no place for what is not positive: the whisker then ends at the plot's edge.
            double low = frame.Vertical.Logarithmic && y - error <= frame.Vertical.Low ? frame.Bottom : frame.Y(y - error);
            Whisker(svg, frame.X(x), frame.Y(y), low, frame.Y(y + error));
        }
    }

    internal override void DrawSign(StringBuilder svg, double x, double y) => Whisker(svg, x, y, y + 6, y - 6);

    private void Whisker(StringBuilder svg, double x, double y, double low, double high)
    {
        svg.Append(Svg.Text($"<path class='whisker' stroke='{Colour}' d='M{x:f1} {low:f1}V{high:f1}"));
        svg.Append(Svg.Text($"M{x - 3.5:f1} {low:f1}h7M{x - 3.5:f1} {high:f1}h7'/>"));
        svg.Append(Svg.Text($"<circle cx='{x:f1}' cy='{y:f1}' r='3.2' fill='{Colour}'/>"));
    }
}
