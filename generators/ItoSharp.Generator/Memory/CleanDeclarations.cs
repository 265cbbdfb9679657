namespace ItoSharp.Generator.Memory;

/// <summary>The declarations of which the analyzer had nothing to say.</summary>
internal static class CleanDeclarations
{
    static readonly BoundedTable<DeclarationKey, bool> Table = new(4096);

    public static bool Contains(DeclarationKey key) => Table.TryGet(key, out _);

    public static void Add(DeclarationKey key) => Table.GetOrAdd(key, static _ => true);
}
