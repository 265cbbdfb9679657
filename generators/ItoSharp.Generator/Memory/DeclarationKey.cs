using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Memory;

/// <summary>
/// All that the meaning of one declaration depends on, as a value: its kind, its own text with that of the types its attribute names
/// as type arguments, and what surrounds it. Equal keys, equal parses; that is checked by edits of every sort in the caching tests.
/// </summary>
internal readonly record struct DeclarationKey(string Kind, Digest Own, Digest Around)
{
    /// <param name="kind">The attribute's full name.</param>
    /// <param name="type">The declared type, with or without its generated parts.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="compilation">Its compilation, with or without generated sources.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public static DeclarationKey Of(
        string kind,
        INamedTypeSymbol type,
        AttributeData attribute,
        Compilation compilation,
        CancellationToken cancellation
    )
    {
        Digest own = Parts(Digest.Empty.Add(type.ToDisplayString()), type, cancellation);
        foreach (ITypeSymbol argument in attribute.AttributeClass?.TypeArguments ?? ImmutableArray<ITypeSymbol>.Empty)
        {
            own = Parts(own.Add(argument.ToDisplayString()), argument, cancellation);
        }

        return new DeclarationKey(kind, own, Surroundings.Of(compilation));
    }

    static Digest Parts(Digest digest, ITypeSymbol type, CancellationToken cancellation)
    {
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            if (!GeneratedTrees.IsGenerated(part.SyntaxTree))
            {
                digest = digest.Add(TreeDigests.Of(part.SyntaxTree).Node(part.GetSyntax(cancellation)));
            }
        }

        return digest;
    }
}
