using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Analysis;

/// <summary>A new text in the clothes of the literal it replaces.</summary>
internal static class TextLiterals
{
    /// <summary>
    /// <paramref name="text"/> as C#: a raw literal where the old one is a multi-line raw literal, with its indentation; else an
    /// ordinary one.
    /// </summary>
    public static string Like(ExpressionSyntax old, string text)
    {
        if (old is not LiteralExpressionSyntax literal || !literal.Token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken))
        {
            return SymbolDisplay.FormatLiteral(text, quote: true);
        }

        // The closing quotes stand alone on their line; what is before them is the indentation of every line.
        string[] lines = literal.Token.Text.Replace("\r\n", "\n").Split('\n');
        string closing = lines[lines.Length - 1];
        string indent = closing.Substring(0, closing.Length - closing.TrimStart().Length);
        string quotes = closing.Trim();
        IEnumerable<string> body = text.Replace("\r\n", "\n").Trim('\n').Split('\n').Select(line => (indent + line).TrimEnd());
        return quotes + "\n" + string.Join("\n", body) + "\n" + indent + quotes;
    }
}
