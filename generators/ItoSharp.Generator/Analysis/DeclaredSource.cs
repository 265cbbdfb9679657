using System.Collections.Immutable;
using ItoSharp.Generator.Memory;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Analysis;

/// <summary>
/// A compilation as the generator saw it: without what the generator made of it. Generator and analyzer so read a declaration with the
/// same parsers from the same symbols, and no parser has to tell the user's members from generated ones.
/// </summary>
internal sealed class DeclaredSource
{
    readonly Lazy<Compilation> source;
    readonly Lazy<ILookup<string, SyntaxTree>> trees;

    public DeclaredSource(Compilation compilation)
    {
        source = new Lazy<Compilation>(() =>
        {
            SyntaxTree[] generated = compilation.SyntaxTrees.Where(GeneratedTrees.IsGenerated).ToArray();
            return generated.Length == 0 ? compilation : compilation.RemoveSyntaxTrees(generated);
        });
        trees = new Lazy<ILookup<string, SyntaxTree>>(() => source.Value.SyntaxTrees.ToLookup(tree => tree.FilePath));
    }

    /// <summary>The declaration that an attribute of the full compilation makes, in the compilation without generated code.</summary>
    public DeclaredType? Find(AttributeData attribute, CancellationToken cancellation)
    {
        SyntaxNode? written = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation);
        if (written?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } node || GeneratedTrees.IsGenerated(node.SyntaxTree))
        {
            return null;
        }

        if (source.Value.GetSemanticModel(node.SyntaxTree).GetDeclaredSymbol(node, cancellation) is not INamedTypeSymbol type)
        {
            return null;
        }

        // The same application of the attribute, by its place.
        ImmutableArray<AttributeData> attributes = type.GetAttributes();
        AttributeData? same = attributes.FirstOrDefault(a =>
            a.ApplicationSyntaxReference is { } other && other.SyntaxTree == written.SyntaxTree && other.Span == written.Span
        );
        return same is null ? null : new DeclaredType(type, same, source.Value);
    }

    /// <summary>A place as one in the trees of the compilation, which lets pragmas and fixes find it.</summary>
    public Location Locate(LocationInfo place) => Tree(place) is { } tree ? Location.Create(tree, place.Span) : place.ToLocation();

    /// <summary>A fault just found, its cures with the text that they replace; of a place that no tree has there is no cure.</summary>
    public DiagnosticInfo Quote(DiagnosticInfo fault) =>
        fault.Cures.IsEmpty
            ? fault
            : fault with
            {
                Cures = fault
                    .Cures.Where(cure => Tree(cure.Place) is not null)
                    .Select(cure => cure with { Old = Tree(cure.Place)!.GetText().ToString(cure.Place.Span) })
                    .ToEquatableArray(),
            };

    SyntaxTree? Tree(LocationInfo place) => trees.Value[place.Path].FirstOrDefault(tree => tree.Length >= place.Span.End);
}
