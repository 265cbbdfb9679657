using System.Collections.Immutable;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Parsing;

/// <summary>The names that the generated part of a process takes, and those its text relies on.</summary>
internal static class ReservedNames
{
    static readonly ImmutableHashSet<string> Members = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "MinTime",
        "MaxTime",
        "MeanReverting",
        "Lambda",
        "TimeOfLambda",
        "LinearDrift",
        "DiffusionSquared",
        "At",
        "Transition",
        "PriorDeviation",
        "Convert",
        "Reverse",
        "Default",
        "FromParameters",
        "CopyParameters",
        "ParameterNames",
        "PullBack",
        "DeclaredNames"
    );

    // A parameter so called would hide the time, or a name that emitted formulas use.
    static readonly ImmutableHashSet<string> Parameters = Members.Union(
        new[] { "t", "lambda", "Drift", "Diffusion", "Alpha", "Sigma", "Math", "Special", "GeneratedCode", "EqualityContract" }
    );

    // The private integrals of a process without closed form.
    const string IntegralPrefix = "IntegralOf";

    /// <summary>The user's members, whatever their kind, that have the name of a generated one.</summary>
    public static EquatableArray<string> Taken(INamedTypeSymbol type) =>
        Members
            .Union(new[] { "Alpha", "Sigma" })
            .Where(name => type.GetMembers(name).Any(m => m.Locations.Any(l => l.IsInSource)))
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToEquatableArray();

    public static void Check(INamedTypeSymbol type, ParameterListSyntax? list, List<DiagnosticInfo> faults, CancellationToken cancellation)
    {
        foreach (ParameterSyntax parameter in list?.Parameters ?? default)
        {
            string name = parameter.Identifier.ValueText;
            if (Parameters.Contains(name))
            {
                faults.Add(DiagnosticInfo.At(LocationInfo.From(parameter.Identifier), Descriptors.ReservedName, name, type.Name));
            }
        }

        foreach (ISymbol member in type.GetMembers())
        {
            cancellation.ThrowIfCancellationRequested();
            bool own = !member.IsImplicitlyDeclared && member.Locations.FirstOrDefault() is { IsInSource: true };
            bool positional = member.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation) is ParameterSyntax);
            bool accessor = member is IMethodSymbol { AssociatedSymbol: not null };
            if (own && !positional && !accessor && IsReserved(member.Name))
            {
                faults.Add(DiagnosticInfo.At(LocationInfo.From(member.Locations[0]), Descriptors.ReservedName, member.Name, type.Name));
            }
        }
    }

    static bool IsReserved(string name) => Members.Contains(name) || name.StartsWith(IntegralPrefix, StringComparison.Ordinal);
}
