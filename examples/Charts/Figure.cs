using System.Text;

namespace Charts;

/// <summary>Panels side by side as one SVG file that needs nothing beside it.</summary>
/// <param name="Title">Said above them.</param>
/// <param name="Caption">Said below them, a line each.</param>
/// <param name="Panels">From left to right.</param>
public sealed record Figure(string Title, IReadOnlyList<string> Caption, IReadOnlyList<Panel> Panels)
{
    private const double TitleHeight = 46;
    private const double CaptionRow = 19;

    private const string Style =
        "svg{background:#fff;font:13px system-ui,'DejaVu Sans',sans-serif}.grid line{stroke:#e3e7eb}.grid text{fill:#5c6773}"
        + ".axis{fill:#1d232a}.title{fill:#1d232a;font-weight:600;font-size:14px}.head{fill:#1d232a;font-weight:600;font-size:18px}"
        + ".caption{fill:#5c6773}.line{fill:none;stroke-width:2.2;stroke-linejoin:round}.whisker{fill:none;stroke-width:1.6}.bar{opacity:.55}";

    /// <summary>The file's text.</summary>
    public string ToSvg()
    {
        double panels = Panels.Max(panel => panel.Height);
        double width = Panels.Count * Panel.Width + 20;
        double height = TitleHeight + panels + 14 + CaptionRow * Caption.Count;
        var svg = new StringBuilder();
        svg.Append(
            Svg.Text(
                $"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' height='{height}' role='img'>"
            )
        );
        svg.Append($"<style>{Style}</style><rect width='100%' height='100%' fill='#fff'/>");
        svg.Append($"<text class='head' x='20' y='30'>{Svg.Escape(Title)}</text>");
        for (int i = 0; i < Panels.Count; i++)
        {
            svg.Append(Svg.Text($"<g transform='translate({10 + i * Panel.Width} {TitleHeight})'>"));
            Panels[i].Draw(svg);
            svg.Append("</g>");
        }

        for (int i = 0; i < Caption.Count; i++)
        {
            double y = TitleHeight + panels + 12 + i * CaptionRow;
            svg.Append(Svg.Text($"<text class='caption' x='20' y='{y:f1}'>{Svg.Escape(Caption[i])}</text>"));
        }

        return svg.Append("</svg>\n").ToString();
    }
}
