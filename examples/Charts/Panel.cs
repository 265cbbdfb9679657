using System.Text;

namespace Charts;

/// <summary>One plot of a figure: a title, two axes, what is drawn between them, and the legend below.</summary>
/// <param name="Title">Said above the plot.</param>
/// <param name="XName">The horizontal axis's name with its unit.</param>
/// <param name="YName">The vertical axis's name with its unit.</param>
/// <param name="X">The horizontal axis.</param>
/// <param name="Y">The vertical axis.</param>
/// <param name="Marks">What is drawn, the first lowest.</param>
public sealed record Panel(string Title, string XName, string YName, Axis X, Axis Y, IReadOnlyList<Mark> Marks)
{
    internal const double Width = 560;
    private const double TitleHeight = 30;
    private const double PlotHeight = 360;
    private const double LegendRow = 21;

    /// <summary>The height that it takes.</summary>
    internal double Height => TitleHeight + PlotHeight + 10 + LegendRow * Marks.Count;

    /// <summary>Draws it with its upper left corner at the origin.</summary>
    internal void Draw(StringBuilder svg)
    {
        svg.Append(Svg.Text($"<text class='title' x='{Frame.Left}' y='20'>{Svg.Escape(Title)}</text>"));
        svg.Append(Svg.Text($"<g transform='translate(0 {TitleHeight})'>"));
        var frame = new Frame(X, Y, Width, PlotHeight);
        frame.Grid(svg, Svg.Escape(XName), Svg.Escape(YName));
        foreach (var mark in Marks)
        {
            mark.Draw(svg, frame);
        }

        for (int i = 0; i < Marks.Count; i++)
        {
            double y = PlotHeight + 14 + i * LegendRow;
            Marks[i].DrawSign(svg, Frame.Left + 11, y);
            svg.Append(Svg.Text($"<text class='axis' x='{Frame.Left + 32}' y='{y + 4:f1}'>{Svg.Escape(Marks[i].Name)}</text>"));
        }

        svg.Append("</g>");
    }
}
