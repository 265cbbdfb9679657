using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>Reads the State of an equation, in source or in a referenced assembly.</summary>
internal static class StateParser
{
    public const string Name = "State";

    /// <summary>More components than this have formulas that nobody wants to wait for.</summary>
    public const int MaximumComponents = 512;

    /// <summary>The nested type called State, of any kind; null where there is none.</summary>
    public static INamedTypeSymbol? Find(INamedTypeSymbol sde) => sde.GetTypeMembers(Name).FirstOrDefault();

    /// <summary>The layout of a state, or what keeps it from having one.</summary>
    public static StateLayout? Layout(INamedTypeSymbol state, out string wrong)
    {
        wrong = "";
        if (state.TypeKind != TypeKind.Struct || state.IsGenericType)
        {
            wrong = "no plain struct";
            return null;
        }

        if (StructShape.Of(state) is not { } shape)
        {
            wrong = Wrong(state);
            return null;
        }

        string type = FullName(state);
        StateLayout layout;
        if (shape.IsArray)
        {
            if (shape.Parts[0].Inner is not null)
            {
                wrong = "an inline array of something other than doubles";
                return null;
            }

            int length = shape.Parts.Length;
            layout = new StateLayout(type, length, false, EquatableArray.Of(new NumberMember(StateLayout.ElementName, "", length)));
        }
        else
        {
            var members = new List<NumberMember>();
            foreach ((string name, StructShape? inner) in shape.Parts)
            {
                if (Member(name, inner) is not { } member)
                {
                    wrong = $"made of more than doubles and inline arrays of them: '{name}'";
                    return null;
                }

                members.Add(member);
            }

            layout = new StateLayout(type, 0, state.InstanceConstructors.Any(shape.IsPositional), members.ToEquatableArray());
            if (!layout.IsPositional && Hidden(state) is { } hidden)
            {
                wrong = $"without a way to build one from outside: '{hidden}' is neither positional nor settable";
                return null;
            }
        }

        if (layout.Components.Count > MaximumComponents)
        {
            wrong = $"of {layout.Components.Count} components, where {MaximumComponents} are the most";
            return null;
        }

        return layout;
    }

    /// <summary>A double, or an inline array of doubles; null of anything else.</summary>
    public static NumberMember? Member(string name, StructShape? shape) =>
        shape is null ? new NumberMember(name, "", 0)
        : shape.IsArray && shape.Parts[0].Inner is null ? new NumberMember(name, FullName(shape.Type), shape.Parts.Length)
        : null;

    /// <summary>A value of a shape whose doubles are variables, in order.</summary>
    public static FormulaValue Variables(StructShape shape, Queue<string> names) =>
        new FormulaValue.Struct(
            shape,
            System.Collections.Immutable.ImmutableArray.CreateRange(
                shape.Parts.Select(part => part.Inner is { } inner ? Variables(inner, names) : Expr.NewVar(names.Dequeue()))
            )
        );

    /// <summary>Every symbol of a member that may carry its domain: the property, its field, and the constructor's parameter.</summary>
    public static IEnumerable<ISymbol> Carriers(INamedTypeSymbol state, IFieldSymbol field)
    {
        string name = StructShape.NameOf(field);
        return new ISymbol?[] { field, field.AssociatedSymbol }
            .Concat(state.InstanceConstructors.SelectMany(c => c.Parameters).Where(p => p.Name == name && state.IsRecord))
            .OfType<ISymbol>();
    }

    static string FullName(INamedTypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);

    static string Wrong(INamedTypeSymbol state)
    {
        IFieldSymbol[] fields = StructShape.Fields(state);
        if (fields.Length == 0)
        {
            return "without a component";
        }

        IFieldSymbol? other = fields.FirstOrDefault(f => f.Type.SpecialType != SpecialType.System_Double && StructShape.Of(f.Type) is null);
        return other is null
            ? "an inline array too long to be a state"
            : $"made of more than doubles and inline arrays of them: '{StructShape.NameOf(other)}' is a '{other.Type.ToDisplayString()}'";
    }

    static string? Hidden(INamedTypeSymbol state) =>
        StructShape
            .Fields(state)
            .FirstOrDefault(field =>
                state.GetMembers(StructShape.NameOf(field)).OfType<IPropertySymbol>().FirstOrDefault() is { } property
                    ? property.SetMethod is not { DeclaredAccessibility: Accessibility.Public or Accessibility.Internal }
                    : field.IsReadOnly || field.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal)
            )
            is { } found
            ? StructShape.NameOf(found)
            : null;
}
