using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Memory;

/// <summary>
/// What the analyzer said of declarations. That it had nothing to say holds wherever the declaration stands; what it said has places
/// and holds for the very tree that it was said of.
/// </summary>
internal static class KnownFaults
{
    static readonly BoundedTable<DeclarationKey, bool> Clean = new(4096);
    static readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<DeclarationKey, DiagnosticInfo[]>> Told = new();

    /// <summary>The faults as told before; null where nothing is known.</summary>
    public static DiagnosticInfo[]? Find(DeclarationKey key, SyntaxTree tree) =>
        Clean.TryGet(key, out _) ? []
        : Told.TryGetValue(tree, out ConcurrentDictionary<DeclarationKey, DiagnosticInfo[]> told)
        && told.TryGetValue(key, out DiagnosticInfo[] faults)
            ? faults
        : null;

    public static void Add(DeclarationKey key, SyntaxTree tree, DiagnosticInfo[] faults)
    {
        if (faults.Length == 0)
        {
            Clean.GetOrAdd(key, static _ => true);
        }
        else if (faults.All(fault => fault.Location is { } place && place.Path == tree.FilePath))
        {
            Told.GetOrCreateValue(tree)[key] = faults;
        }
    }
}
