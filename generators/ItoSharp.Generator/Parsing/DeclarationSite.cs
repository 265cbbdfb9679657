using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Where a declaration stands, when its type has several parts.</summary>
internal static class DeclarationSite
{
    /// <summary>
    /// Whether a type's source is at hand. A project referenced in an editor hands its syntax out too, but it is bound elsewhere.
    /// </summary>
    public static bool IsIn(Compilation compilation, ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>
    /// Whether this part carries the first of the type's attributes. A second attribute on another part is the compiler's own
    /// error (CS0579); compiling the declaration twice would give two files of one name, which stops the whole generator.
    /// </summary>
    public static bool IsFirst(GeneratorAttributeSyntaxContext context)
    {
        SyntaxReference? first = context
            .TargetSymbol.GetAttributes()
            .FirstOrDefault(a =>
                SymbolEqualityComparer.Default.Equals(
                    a.AttributeClass?.OriginalDefinition,
                    context.Attributes[0].AttributeClass?.OriginalDefinition
                )
            )
            ?.ApplicationSyntaxReference;
        return first is not null && first.SyntaxTree == context.TargetNode.SyntaxTree && context.TargetNode.Span.Contains(first.Span);
    }
}
