using System.Text;

namespace Charts;

/// <summary>Where values lie on a drawing of two axes, and the axes themselves.</summary>
/// <param name="Horizontal">The axis from left to right.</param>
/// <param name="Vertical">The axis from below to above.</param>
/// <param name="Width">The drawing's width with its margins.</param>
/// <param name="Height">The drawing's height with its margins.</param>
internal sealed record Frame(Axis Horizontal, Axis Vertical, double Width, double Height)
{
    /// <summary>Where the plot starts.</summary>
    public const double Left = 58;

    /// <summary>Its upper edge.</summary>
    public const double Top = 12;

    private const double RightMargin = 22;
    private const double BottomMargin = 46;

    /// <summary>Where the plot ends.</summary>
    public double Right => Width - RightMargin;

    /// <summary>Its lower edge.</summary>
    public double Bottom => Height - BottomMargin;

    /// <summary>The place of a horizontal value.</summary>
    public double X(double value) => Left + Horizontal.Place(value) * (Right - Left);

    /// <summary>The place of a vertical value.</summary>
    public double Y(double value) => Bottom - Vertical.Place(value) * (Bottom - Top);

    /// <summary>Lines and labels at the ticks, and the axes' names.</summary>
    public void Grid(StringBuilder svg, string horizontal, string vertical)
    {
        svg.Append("<g class='grid'>");
        foreach (double tick in Vertical.Ticks)
        {
            svg.Append(Svg.Text($"<line x1='{Left}' x2='{Right}' y1='{Y(tick):f1}' y2='{Y(tick):f1}'/>"));
            svg.Append(Svg.Text($"<text x='{Left - 8}' y='{Y(tick) + 4:f1}' text-anchor='end'>{Vertical.Label(tick)}</text>"));
        }

        foreach (double tick in Horizontal.Ticks)
        {
            svg.Append(Svg.Text($"<line x1='{X(tick):f1}' x2='{X(tick):f1}' y1='{Top}' y2='{Bottom}'/>"));
            svg.Append(Svg.Text($"<text x='{X(tick):f1}' y='{Bottom + 18}' text-anchor='middle'>{Horizontal.Label(tick)}</text>"));
        }

        svg.Append("</g>");
        svg.Append(Svg.Text($"<text class='axis' x='{(Left + Right) / 2}' y='{Height - 6}' text-anchor='middle'>{horizontal}</text>"));
        svg.Append(
            Svg.Text(
                $"<text class='axis' transform='translate(14 {(Top + Bottom) / 2}) rotate(-90)' text-anchor='middle'>{vertical}</text>"
            )
        );
    }
}
