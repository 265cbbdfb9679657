using System.Text;

namespace Charts;

/// <summary>A histogram: bars of equal width side by side.</summary>
/// <param name="Name">Its text in the legend.</param>
/// <param name="Colour">Its colour, as SVG writes colours.</param>
/// <param name="Start">The first bar's left edge.</param>
/// <param name="Step">A bar's width.</param>
/// <param name="Heights">The bars, in the units of the vertical axis.</param>
public sealed record Bars(string Name, string Colour, double Start, double Step, IReadOnlyList<double> Heights) : Mark(Name, Colour)
{
    internal override void Draw(StringBuilder svg, Frame frame)
    {
        for (int i = 0; i < Heights.Count; i++)
        {
            double left = frame.X(Start + i * Step);
            double right = frame.X(Start + (i + 1) * Step);
            double top = frame.Y(Heights[i]);
            // A hair's gap keeps neighbours of one height apart.
            svg.Append(
                Svg.Text(
                    $"<rect class='bar' x='{left:f2}' y='{top:f2}' width='{Math.Max(0, right - left - 0.6):f2}' height='{Math.Max(0, frame.Bottom - top):f2}' fill='{Colour}'/>"
                )
            );
        }
    }

    internal override void DrawSign(StringBuilder svg, double x, double y) =>
        svg.Append(Svg.Text($"<rect class='bar' x='{x - 11:f1}' y='{y - 5:f1}' width='22' height='10' fill='{Colour}'/>"));
}
