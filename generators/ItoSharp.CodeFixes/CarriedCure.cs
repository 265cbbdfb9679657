using System.Collections.Generic;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ItoSharp.CodeFixes;

/// <summary>A cure as it travels in the properties of a diagnostic (written by CureProperties in ItoSharp.Generator).</summary>
internal readonly record struct CarriedCure(string Kind, string Title, string Path, TextSpan Span, string Old, string Text)
{
    const string Count = "ItoSharp.Cures";

    /// <summary>The cures of a diagnostic; none where it carries none.</summary>
    public static IEnumerable<CarriedCure> Of(Diagnostic diagnostic)
    {
        int count = Number(diagnostic, Count);
        for (int i = 0; i < count; i++)
        {
            string prefix = Count + "." + i.ToString(CultureInfo.InvariantCulture) + ".";
            yield return new CarriedCure(
                Property(diagnostic, prefix + "Kind"),
                Property(diagnostic, prefix + "Title"),
                Property(diagnostic, prefix + "Path"),
                new TextSpan(Number(diagnostic, prefix + "Start"), Number(diagnostic, prefix + "Length")),
                Property(diagnostic, prefix + "Old"),
                Property(diagnostic, prefix + "Text")
            );
        }
    }

    /// <summary>Whether a text still has at the cure's place what the cure was found for; after an edit its places mean nothing.</summary>
    public bool Fits(SourceText text) => Old.Length > 0 && Span.End <= text.Length && text.ToString(Span) == Old;

    static string Property(Diagnostic diagnostic, string name) =>
        diagnostic.Properties.TryGetValue(name, out string? value) && value is not null ? value : "";

    static int Number(Diagnostic diagnostic, string name) =>
        int.TryParse(Property(diagnostic, name), NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : 0;
}
