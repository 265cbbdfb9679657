using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.Generator.Models;

/// <summary>A place in the user's source that keeps no syntax tree alive.</summary>
internal readonly record struct LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo? From(Location? location) =>
        location is { SourceTree: { } tree } ? new LocationInfo(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span) : null;

    public static LocationInfo? From(SyntaxNode? node) => From(node?.GetLocation());

    public static LocationInfo? From(SyntaxToken token) => From(token.GetLocation());

    /// <summary>A part of a place within one line.</summary>
    public LocationInfo Part(int column, int length)
    {
        LinePosition start = new(Lines.Start.Line, Lines.Start.Character + column);
        return new LocationInfo(
            Path,
            new TextSpan(Span.Start + column, length),
            new LinePositionSpan(start, new LinePosition(start.Line, start.Character + length))
        );
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
