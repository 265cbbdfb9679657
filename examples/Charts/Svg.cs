using System.Globalization;

namespace Charts;

/// <summary>Text of drawings.</summary>
internal static class Svg
{
    /// <summary>Numbers as SVG wants them, whatever the culture.</summary>
    public static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Text that may hold the markup's own characters.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
}
