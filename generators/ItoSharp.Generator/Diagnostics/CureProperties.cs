using System.Collections.Immutable;
using System.Globalization;
using ItoSharp.Generator.Models;

namespace ItoSharp.Generator.Diagnostics;

/// <summary>
/// How cures travel in the properties of a diagnostic. ItoSharp.CodeFixes reads the same names; it cannot reference this assembly,
/// because an analyzer must load where there are no workspaces, and a fix needs them.
/// </summary>
internal static class CureProperties
{
    public const string Count = "ItoSharp.Cures";

    public static ImmutableDictionary<string, string?> Write(EquatableArray<Cure> cures)
    {
        if (cures.IsEmpty)
        {
            return ImmutableDictionary<string, string?>.Empty;
        }

        ImmutableDictionary<string, string?>.Builder properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add(Count, Text(cures.Count));
        for (int i = 0; i < cures.Count; i++)
        {
            string prefix = Count + "." + Text(i) + ".";
            properties.Add(prefix + "Kind", cures[i].Kind);
            properties.Add(prefix + "Title", cures[i].Title);
            properties.Add(prefix + "Path", cures[i].Place.Path);
            properties.Add(prefix + "Start", Text(cures[i].Place.Span.Start));
            properties.Add(prefix + "Length", Text(cures[i].Place.Span.Length));
            properties.Add(prefix + "Old", cures[i].Old);
            properties.Add(prefix + "Text", cures[i].Text);
        }

        return properties.ToImmutable();
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
