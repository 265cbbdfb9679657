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
        foreach (AttributeData attribute in member.GetAttributes())
        {
            if (
                attribute.AttributeClass
                    is { ContainingNamespace: { Name: "ItoSharp", ContainingNamespace.IsGlobalNamespace: true }, Name: var name }
                && name is "AntisymmetricAttribute" or "PositiveDefiniteAttribute"
                && Fault(member, name == "AntisymmetricAttribute", cancellation) is { } fault
            )
            {
                yield return fault;
            }
        }
    }

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
