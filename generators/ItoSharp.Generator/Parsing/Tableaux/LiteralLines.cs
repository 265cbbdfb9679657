using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.Generator.Parsing;

/// <summary>Where the lines of a string's value stand in the source.</summary>
internal static class LiteralLines
{
    /// <summary>
    /// The place of each line of the value of a raw literal of several lines or a verbatim literal without quotes in it. Empty for
    /// other expressions: escapes and constants have no such places.
    /// </summary>
    public static EquatableArray<LocationInfo> Of(ExpressionSyntax? expression, CancellationToken cancellation)
    {
        if (expression is not LiteralExpressionSyntax { Token: var token })
        {
            return EquatableArray<LocationInfo>.Empty;
        }

        SourceText source = token.SyntaxTree!.GetText(cancellation);
        string path = token.SyntaxTree.FilePath;
        int first = source.Lines.IndexOf(token.SpanStart);
        int last = source.Lines.IndexOf(token.Span.End - 1);
        if (token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
        {
            // The white space before the closing quotes is cut off every line.
            string closing = source.Lines[last].ToString();
            int indent = closing.Length - closing.TrimStart().Length;
            return Enumerable
                .Range(first + 1, last - first - 1)
                .Select(line => Place(source.Lines[line], path, Math.Min(indent, source.Lines[line].Span.Length)))
                .ToEquatableArray();
        }

        return token.Text.StartsWith("@\"", StringComparison.Ordinal) && token.Text.IndexOf('"', 2) == token.Text.Length - 1
            ? Enumerable
                .Range(first, last - first + 1)
                .Select(line => Place(source.Lines[line], path, line == first ? token.SpanStart + 2 - source.Lines[line].Start : 0))
                .ToEquatableArray()
            : EquatableArray<LocationInfo>.Empty;
    }

    static LocationInfo Place(TextLine line, string path, int column) =>
        new(
            path,
            TextSpan.FromBounds(line.Start + column, line.End),
            new LinePositionSpan(new LinePosition(line.LineNumber, column), new LinePosition(line.LineNumber, line.End - line.Start))
        );
}
