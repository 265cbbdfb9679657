using System.Globalization;
using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads where a type lives and how its parts begin. Shared by every kind of declaration.</summary>
internal static class TypeShapeParser
{
    static readonly SymbolDisplayFormat Full = new(
        globalNamespaceStyle: SymbolDisplayGlobalNamespaceStyle.Omitted,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers
    );

    public static TypeShape Parse(INamedTypeSymbol type) =>
        new(
            type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(Full),
            Containers(type).Select(Header).ToEquatableArray(),
            Keyword(type),
            Escape(type.Name),
            TypeParameters(type),
            type.ToDisplayString(Full),
            CaseMark(type),
            ShortNames.Taken(name => type.ContainingNamespace.GetMembers(name).Any())
        );

    /// <summary>The containing types, outermost first.</summary>
    public static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol type)
    {
        var containers = new Stack<INamedTypeSymbol>();
        for (INamedTypeSymbol? outer = type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            containers.Push(outer);
        }

        return containers;
    }

    /// <summary>Whether every part of a type says 'partial', without which no second part can be emitted.</summary>
    public static bool IsPartial(INamedTypeSymbol type, CancellationToken cancellation) =>
        type.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword)
        );

    /// <summary>A name as source may spell it: a keyword gets its @.</summary>
    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    static string Header(INamedTypeSymbol type) => $"partial {Keyword(type)} {Escape(type.Name)}{TypeParameters(type)}";

    static string Keyword(INamedTypeSymbol type) =>
        (type.IsRecord, type.TypeKind) switch
        {
            (true, TypeKind.Struct) => "record struct",
            (true, _) => "record",
            (_, TypeKind.Struct) => "struct",
            (_, TypeKind.Interface) => "interface",
            _ => "class",
        };

    static string TypeParameters(INamedTypeSymbol type) =>
        type.TypeParameters.IsEmpty ? "" : "<" + string.Join(", ", type.TypeParameters.Select(p => Escape(p.Name))) + ">";

    /// <summary>
    /// Generated files are told apart without regard to case: where a neighbour's name differs in case only, a mark that
    /// follows from the name keeps the files apart.
    /// </summary>
    static string CaseMark(INamedTypeSymbol type)
    {
        for (INamespaceOrTypeSymbol? level = type; level?.ContainingSymbol is INamespaceOrTypeSymbol outer; level = outer)
        {
            string name = level.Name;
            if (outer.GetMembers().Any(other => other.Name != name && other.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                uint mark = type.ToDisplayString(Full).Aggregate(2166136261u, (hash, c) => unchecked((hash ^ c) * 16777619u));
                return "_" + mark.ToString("x8", CultureInfo.InvariantCulture);
            }
        }

        return "";
    }
}
