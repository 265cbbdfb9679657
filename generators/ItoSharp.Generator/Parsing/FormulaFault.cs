using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Ends the translation of one formula with its first fault; never leaves <see cref="FormulaParser"/>.</summary>
internal sealed class FormulaFault : Exception
{
    public FormulaFault(DiagnosticInfo diagnostic) => Diagnostic = diagnostic;

    public DiagnosticInfo Diagnostic { get; }

    /// <summary>A fault at the user's own token, quoting it.</summary>
    public static FormulaFault Untranslatable(SyntaxNode at, string why) =>
        new(DiagnosticInfo.At(LocationInfo.From(at), Diagnostics.Descriptors.Untranslatable, Quote(at), why));

    public static FormulaFault TooLarge(SyntaxNode at, string measure) =>
        new(DiagnosticInfo.At(LocationInfo.From(at), Diagnostics.Descriptors.FormulaTooLarge, Quote(at), measure));

    /// <summary>The source text of a node on one line, shortened where a reader would no longer read it.</summary>
    public static string Quote(SyntaxNode node)
    {
        string text = string.Join(" ", node.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }
}
