using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Memory;

/// <summary>
/// All that the meaning of a declaration depends on beside its own text: what the other files declare (not what they do), references
/// and options. An edit inside a method body leaves it as it is.
/// </summary>
internal static class Surroundings
{
    static readonly ConditionalWeakTable<Compilation, StrongBox<Digest>> Compilations = new();
    static readonly ConditionalWeakTable<object, StrongBox<ulong>> Identities = new();
    static long identities;

    public static Digest Of(Compilation compilation) => Compilations.GetValue(compilation, Compute).Value;

    static StrongBox<Digest> Compute(Compilation compilation)
    {
        Digest digest = Digest.Empty.Add(compilation.AssemblyName ?? "").Add(Identity(compilation.Options));
        foreach (MetadataReference reference in compilation.References)
        {
            digest = digest.Add(Identity(reference));
        }

        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (!GeneratedTrees.IsGenerated(tree))
            {
                digest = digest.Add(TreeDigests.Of(tree).Visible).Add(Identity(tree.Options));
            }
        }

        return new StrongBox<Digest>(digest);
    }

    // The same object is the same reference; another one may be, and then only costs a second look.
    static ulong Identity(object value) =>
        Identities.GetValue(value, _ => new StrongBox<ulong>((ulong)Interlocked.Increment(ref identities))).Value;
}
