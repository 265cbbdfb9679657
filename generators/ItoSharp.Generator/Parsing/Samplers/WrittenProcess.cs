using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Processes that are written by hand: classes that implement IProcess&lt;TSelf&gt; of themselves, here or in a referenced dll.</summary>
internal static class WrittenProcess
{
    /// <summary>Whether a sampler can run on the type.</summary>
    public static bool Is(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class
        && !type.IsStatic
        && Interfaces(type).Any(i => SymbolEqualityComparer.Default.Equals(i.TypeArguments[0], type));

    /// <summary>What keeps a type that looks like one from being a process; empty where it does not look like one.</summary>
    public static string Hint(INamedTypeSymbol? type)
    {
        INamedTypeSymbol[] found = type is null ? [] : Interfaces(type).ToArray();
        return found.Length == 0 ? ""
            : type!.TypeKind != TypeKind.Class ? "; it implements the interface but is not a class"
            : $"; it implements IProcess<{found[0].TypeArguments[0].Name}>, which is the process of another type";
    }

    static IEnumerable<INamedTypeSymbol> Interfaces(INamedTypeSymbol type) =>
        type.AllInterfaces.Where(i => i is { Name: "IProcess", TypeArguments.Length: 1 } && i.IsOurs());
}
