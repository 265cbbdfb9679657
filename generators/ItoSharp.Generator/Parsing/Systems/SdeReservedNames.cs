using System.Collections.Immutable;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Parsing;

/// <summary>The names that the generated part of an equation takes.</summary>
internal static class SdeReservedNames
{
    static readonly ImmutableHashSet<string> Members = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "NoiseClass",
        "Interpretation",
        "ComponentNames",
        "NoiseNames",
        "Validate",
        "ItoDrift",
        "StratonovichDrift",
        "ItoCorrection",
        "DiffusionMatrix",
        "DriftJacobian",
        "MilsteinTerm",
        "ReverseDrift",
        "ProbabilityFlow",
        "ClosedMoments",
        "areCorrelationsPossible",
        "CheckCorrelations",
        "RatesOfMoments",
        // Names that emitted formulas use.
        "Math",
        "Special",
        "GeneratedCode"
    );

    public static void Check(INamedTypeSymbol type, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            bool accessor = member is IMethodSymbol { AssociatedSymbol: not null };
            if (!accessor && Members.Contains(member.Name) && member.Locations.FirstOrDefault() is { IsInSource: true } location)
            {
                faults.Add(DiagnosticInfo.At(LocationInfo.From(location), Descriptors.ReservedName, member.Name, type.Name));
            }
        }
    }
}
