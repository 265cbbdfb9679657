using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Types of the library's own namespace: a user may have an attribute of the same name elsewhere.</summary>
internal static class ItoSharpTypes
{
    /// <summary>Whether a type is in the namespace ItoSharp.</summary>
    public static bool IsOurs(this INamedTypeSymbol? type) =>
        type is { ContainingNamespace: { Name: "ItoSharp", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>The name of an attribute of the library; null for any other.</summary>
    public static string? OurName(this AttributeData attribute) =>
        attribute.AttributeClass.IsOurs() ? attribute.AttributeClass!.Name : null;
}
