using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Analysis;

/// <summary>Whether a matrix has the properties that its attributes promise. It is text alone, so nothing needs to be remembered of it.</summary>
internal static class MatrixReport
{
    public static IEnumerable<DiagnosticInfo> Of(ISymbol member, CancellationToken cancellation)
    {
        foreach (AttributeData attribute in member.GetAttributes().Concat(OfField(member)))
        {
            if (
                attribute.OurName() is "AntisymmetricAttribute" or "PositiveDefiniteAttribute"
                && Fault(member, attribute.OurName() == "AntisymmetricAttribute", cancellation) is { } fault
            )
            {
                yield return fault;
            }
        }
    }

    /// <summary>The attributes of the field behind a property: that field is never analyzed itself, and its initialiser is the property's.</summary>
    static IEnumerable<AttributeData> OfField(ISymbol member) =>
        member is IPropertySymbol property
            ? property
                .ContainingType.GetMembers()
                .OfType<IFieldSymbol>()
                .Where(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property))
                .SelectMany(field => field.GetAttributes())
            : [];

    static DiagnosticInfo? Fault(ISymbol member, bool antisymmetric, CancellationToken cancellation)
    {
        if (MatrixParser.Read(member, cancellation, out DiagnosticInfo? unreadable) is not { } matrix)
        {
            return unreadable;
        }

        FSharpOption<string>? broken = antisymmetric ? MatrixProofs.Antisymmetric(matrix) : MatrixProofs.PositiveDefinite(matrix);
        return broken is null
            ? null
            : DiagnosticInfo.At(
                LocationInfo.From(member.Locations.FirstOrDefault()),
                antisymmetric ? Descriptors.NotAntisymmetric : Descriptors.NotPositiveDefinite,
                member.Name,
                broken.Value
            );
    }
}
