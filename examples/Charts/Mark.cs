using System.Text;

namespace Charts;

/// <summary>Something drawn between two axes.</summary>
/// <param name="Name">Its text in the legend.</param>
/// <param name="Colour">Its colour, as SVG writes colours.</param>
public abstract record Mark(string Name, string Colour)
{
    /// <summary>Its drawing.</summary>
    internal abstract void Draw(StringBuilder svg, Frame frame);

    /// <summary>Its sign in the legend, 22 wide around the given middle.</summary>
    internal abstract void DrawSign(StringBuilder svg, double x, double y);
}
