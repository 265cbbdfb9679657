using System.Collections.Immutable;

namespace ItoSharp.CodeFixes;

/// <summary>The diagnostics that may carry cures; a test compares them with those that do.</summary>
internal static class CurableIds
{
    public static ImmutableArray<string> All { get; } =
        ImmutableArray.Create(
            "ITO0001",
            "ITO0004",
            "ITO0102",
            "ITO0201",
            "ITO0204",
            "ITO0207",
            "ITO0209",
            "ITO0210",
            "ITO0211",
            // Tableaux.
            "ITO0220",
            "ITO0222",
            "ITO0223",
            "ITO0224",
            "ITO0225",
            "ITO0227",
            "ITO0233",
            "ITO0234",
            "ITO0235",
            "ITO0301",
            "ITO0304"
        );
}
