using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>What keeps a type from being a sealed partial declaration of a plan or sampler; null where nothing does.</summary>
internal static class PartialTypeShape
{
    public static string? Wrong(INamedTypeSymbol type, bool recordAllowed, CancellationToken cancellation)
    {
        if (!TypeShapeParser.IsPartial(type, cancellation))
        {
            return "not partial";
        }

        if (!type.IsSealed || type.IsStatic)
        {
            return "not sealed";
        }

        if (type.IsRecord && !recordAllowed)
        {
            return "a record";
        }

        if (type.IsFileLocal)
        {
            return "local to its file";
        }

        if (type.IsGenericType || TypeShapeParser.Containers(type).Any(c => c.IsGenericType))
        {
            return "generic";
        }

        return TypeShapeParser.Containers(type).FirstOrDefault(c => !TypeShapeParser.IsPartial(c, cancellation)) is { } closed
            ? $"declared inside '{closed.Name}', which is not partial"
            : null;
    }

    /// <summary>Whether a second part can be written at all.</summary>
    public static bool CanHavePart(INamedTypeSymbol type, CancellationToken cancellation) =>
        TypeShapeParser.IsPartial(type, cancellation)
        && !type.IsFileLocal
        && TypeShapeParser.Containers(type).All(c => TypeShapeParser.IsPartial(c, cancellation));
}
