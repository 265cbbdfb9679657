using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Memory;

/// <summary>Tells what ItoSharp's generator made of a compilation from what its user wrote.</summary>
internal static class GeneratedTrees
{
    // The folder that Roslyn files generated sources in is named after the generator's full name, in csc as in editors.
    static readonly string Folder = typeof(ItoSharpGenerator).FullName!;

    public static bool IsGenerated(SyntaxTree tree)
    {
        string path = tree.FilePath;
        int at = path.LastIndexOf(Folder, StringComparison.Ordinal);
        return at >= 0 && at + Folder.Length < path.Length && path[at + Folder.Length] is '/' or '\\';
    }
}
