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

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
