using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>The cure of a type that lacks modifiers.</summary>
internal static class TypeCures
{
    /// <summary>'sealed' and 'partial' where they are missing; null where they are not, or more than words is wrong.</summary>
    public static Cure? Modifiers(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.IsStatic || type.IsAbstract ? null : Insert(type, !type.IsSealed, cancellation);

    /// <summary>'partial' on a containing type.</summary>
    public static Cure? Partial(INamedTypeSymbol container, CancellationToken cancellation) => Insert(container, false, cancellation);

    static Cure? Insert(INamedTypeSymbol type, bool isSealedMissing, CancellationToken cancellation)
    {
        if (type.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not TypeDeclarationSyntax declaration)
        {
            return null;
        }

        SyntaxToken partial = declaration.Modifiers.FirstOrDefault(token => token.IsKind(SyntaxKind.PartialKeyword));
        bool isPartialMissing = partial == default;
        string missing = (isSealedMissing ? "sealed " : "") + (isPartialMissing ? "partial " : "");
        // 'partial' is the last of the modifiers.
        SyntaxToken before = isPartialMissing ? declaration.Keyword : partial;
        return missing.Length == 0 || LocationInfo.From(before) is not { } place
            ? null
            : new Cure("modifiers", $"Make '{type.Name}' {missing.TrimEnd()}", place, missing + before.Text);
    }
}
