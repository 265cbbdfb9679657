using ItoSharp.Generator.Memory;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// A type with the attribute that makes it a declaration: what every parser starts from, whether the generator found it or the
/// analyzer. The compilation is the one without ItoSharp's own generated code.
/// </summary>
internal readonly record struct DeclaredType(INamedTypeSymbol Type, AttributeData Attribute, Compilation Compilation)
{
    public static DeclaredType From(GeneratorAttributeSyntaxContext context) =>
        new((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], context.SemanticModel.Compilation);

    /// <summary>All that its meaning depends on.</summary>
    public DeclarationKey Key(string kind, CancellationToken cancellation) =>
        DeclarationKey.Of(kind, Type, Attribute, Compilation, cancellation);

    /// <summary>The attribute as written.</summary>
    public SyntaxNode? Syntax(CancellationToken cancellation) => Attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
}
