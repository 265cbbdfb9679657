using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Checks that a type is a sealed partial record that a second part can be written of.</summary>
internal static class SdeShape
{
    /// <summary>Notes what is wrong; true where a part (a stub at least) can be emitted.</summary>
    public static bool Check(INamedTypeSymbol type, LocationInfo? place, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        if (Wrong(type, cancellation) is { } wrong)
        {
            faults.Add(
                DiagnosticInfo
                    .At(place, Descriptors.SdeShape, type.Name, wrong)
                    .With(type.IsRecord ? TypeCures.Modifiers(type, cancellation) : null)
            );
        }

        return PartialTypeShape.CanHavePart(type, cancellation) && type is { IsStatic: false, TypeKind: TypeKind.Class };
    }

    static string? Wrong(INamedTypeSymbol type, CancellationToken cancellation)
    {
        if (!type.IsRecord || type.TypeKind != TypeKind.Class)
        {
            return "not a record";
        }

        if (PartialTypeShape.Wrong(type, recordAllowed: true, cancellation) is { } wrong)
        {
            return wrong;
        }

        if (type.BaseType is { SpecialType: not SpecialType.System_Object } parent)
        {
            return $"derived from '{parent.Name}', whose state an equation does not know";
        }

        bool positional = type.DeclaringSyntaxReferences.Any(r =>
            r.GetSyntax(cancellation) is TypeDeclarationSyntax { ParameterList: not null }
        );
        if (!positional && !type.InstanceConstructors.Any(c => c.Parameters.IsEmpty))
        {
            return "without positional parameters, and its constructors want arguments";
        }

        return type.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true })
            ? "in need of a 'required' member, which is no parameter"
            : null;
    }
}
