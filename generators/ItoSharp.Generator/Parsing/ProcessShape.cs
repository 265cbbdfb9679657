using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>Checks that a type is a sealed partial record that a second part can be written of.</summary>
internal static class ProcessShape
{
    /// <summary>Notes what is wrong; true where a part (a stub at least) can be emitted.</summary>
    public static bool Check(INamedTypeSymbol type, LocationInfo? place, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        bool partial = TypeShapeParser.IsPartial(type, cancellation);
        if (Wrong(type, partial, cancellation) is { } wrong)
        {
            faults.Add(
                DiagnosticInfo
                    .At(place, Descriptors.NotSealedPartialRecord, type.Name, wrong)
                    .With(type.IsRecord ? TypeCures.Modifiers(type, cancellation) : null)
            );
        }

        INamedTypeSymbol[] containers = TypeShapeParser.Containers(type).ToArray();
        if (type.IsGenericType || containers.Any(c => c.IsGenericType))
        {
            faults.Add(DiagnosticInfo.At(place, Descriptors.GenericDeclaration, type.Name));
        }

        INamedTypeSymbol? closed = containers.FirstOrDefault(c => !TypeShapeParser.IsPartial(c, cancellation));
        if (closed is not null)
        {
            faults.Add(
                DiagnosticInfo
                    .At(place, Descriptors.ContainerNotPartial, type.Name, closed.Name)
                    .With(TypeCures.Partial(closed, cancellation))
            );
        }

        // A file-local type is out of reach of another file, a static one implements nothing.
        return partial && closed is null && !type.IsFileLocal && !type.IsStatic && type.TypeKind == TypeKind.Class;
    }

    static string? Wrong(INamedTypeSymbol type, bool partial, CancellationToken cancellation)
    {
        var missing = new List<string>();
        if (!type.IsSealed)
        {
            missing.Add("sealed");
        }

        if (!partial)
        {
            missing.Add("partial");
        }

        if (!type.IsRecord)
        {
            missing.Add("a record");
        }

        if (missing.Count > 0)
        {
            return "not " + string.Join(", not ", missing);
        }

        if (type.IsFileLocal)
        {
            return "local to its file, where no generated part can reach it";
        }

        if (type.BaseType is { SpecialType: not SpecialType.System_Object } parent)
        {
            return $"derived from '{parent.Name}', whose state a process does not know";
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
