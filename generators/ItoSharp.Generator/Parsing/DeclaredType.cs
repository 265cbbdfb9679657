using ItoSharp.Generator.Memory;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

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

    /// <summary>A type argument of the attribute; the attribute where it is not written.</summary>
    public LocationInfo? PlaceOfArgument(int index, CancellationToken cancellation)
    {
        SyntaxNode? syntax = Syntax(cancellation);
        TypeArgumentListSyntax? list = (syntax as AttributeSyntax)
            ?.Name.DescendantNodesAndSelf()
            .OfType<TypeArgumentListSyntax>()
            .FirstOrDefault();
        return list is not null && index < list.Arguments.Count ? LocationInfo.From(list.Arguments[index]) : LocationInfo.From(syntax);
    }

    /// <summary>The value of a property in the attribute; where it is not written, the type's name.</summary>
    public LocationInfo? Place(string property, CancellationToken cancellation) =>
        LocationInfo.From(
            (Syntax(cancellation) as AttributeSyntax)
                ?.ArgumentList?.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == property)
                ?.Expression
        ) ?? LocationInfo.From(Type.Locations.FirstOrDefault());
}
