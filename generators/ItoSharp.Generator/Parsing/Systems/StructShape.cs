using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>
/// How a struct is made of doubles: by fields, by positional properties, or as an inline array. It is read from the instance fields,
/// which the compiler imports of structs of referenced assemblies too.
/// </summary>
internal sealed class StructShape
{
    const int LongestArray = 4096;

    // Arrays in members in a state: nothing sensible is deeper. A struct inside itself, which does not compile, has no end.
    const int MaximumDepth = 4;

    StructShape(INamedTypeSymbol type, bool isArray, ImmutableArray<(string Name, StructShape? Inner)> parts) =>
        (Type, IsArray, Parts) = (type, isArray, parts);

    public INamedTypeSymbol Type { get; }

    /// <summary>Whether it is an inline array, whose parts are its elements.</summary>
    public bool IsArray { get; }

    /// <summary>The members, or the elements of an inline array; doubles have no inner shape.</summary>
    public ImmutableArray<(string Name, StructShape? Inner)> Parts { get; }

    /// <summary>The shape of a type; null where it is not made of doubles.</summary>
    public static StructShape? Of(ITypeSymbol? type) => Of(type, MaximumDepth);

    static StructShape? Of(ITypeSymbol? type, int depth)
    {
        if (
            depth == 0
            || type is not INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None, IsTupleType: false } named
        )
        {
            return null;
        }

        IFieldSymbol[] fields = Fields(named);
        if (fields.Length == 0)
        {
            return null;
        }

        (string Name, StructShape? Inner)[] parts = new (string, StructShape?)[fields.Length];
        for (int i = 0; i < fields.Length; i++)
        {
            StructShape? inner = Of(fields[i].Type, depth - 1);
            if (inner is null && fields[i].Type.SpecialType != SpecialType.System_Double)
            {
                return null;
            }

            parts[i] = (NameOf(fields[i]), inner);
        }

        return Length(named) is not { } length ? new StructShape(named, false, parts.ToImmutableArray())
            : length is > 0 and <= LongestArray
                ? new StructShape(named, true, Enumerable.Repeat((parts[0].Name, parts[0].Inner), length).ToImmutableArray())
            : null;
    }

    /// <summary>The instance fields, those behind automatic properties included.</summary>
    public static IFieldSymbol[] Fields(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic).ToArray();

    /// <summary>The name by which source sees a field: that of the property where it is behind one.</summary>
    public static string NameOf(IFieldSymbol field)
    {
        if (field.AssociatedSymbol is { } property)
        {
            return property.Name;
        }

        int end = field.Name.IndexOf('>');
        return field.Name.Length > 0 && field.Name[0] == '<' && end > 1 ? field.Name.Substring(1, end - 1) : field.Name;
    }

    /// <summary>The number of elements of an inline array; null of any other type.</summary>
    public static int? Length(INamedTypeSymbol type) =>
        type.GetAttributes()
            .FirstOrDefault(a =>
                a.AttributeClass
                    is {
                        Name: "InlineArrayAttribute",
                        ContainingNamespace:
                        { Name: "CompilerServices", ContainingNamespace: { Name: "Runtime", ContainingNamespace.Name: "System" } }
                    }
            )
            ?.ConstructorArguments.FirstOrDefault()
            .Value as int?;

    public int IndexOf(string name)
    {
        for (int i = 0; !IsArray && i < Parts.Length; i++)
        {
            if (Parts[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a constructor takes the members by name, in order: the one of a positional record.</summary>
    public bool IsPositional(IMethodSymbol constructor) =>
        !IsArray
        // A record struct of a referenced assembly bears no mark that it is one.
        && (Type.IsRecord || !Type.Locations.Any(place => place.IsInSource))
        && constructor.Parameters.Length == Parts.Length
        && constructor.Parameters.Select(p => p.Name).SequenceEqual(Parts.Select(p => p.Name));

    /// <summary>Every double 0.</summary>
    public FormulaValue.Struct Zero() =>
        new(this, Parts.Select(part => part.Inner?.Zero() ?? (FormulaValue)Symbolics.ExprModule.Zero).ToImmutableArray());
}
