namespace Charts;

/// <summary>One line of a chart, with its text in the legend.</summary>
public sealed record Line(string Name, string Colour, IReadOnlyList<(double X, double Y)> Points, bool Dashed = false, bool Dots = false);
