using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with a Butcher tableau, at the part of its text that it is about, with the cures.</summary>
internal static class TableauReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedTableau parsed = TableauParser.Parse(declared, cancellation);
        return parsed.Model?.Declaration is { } declaration
            ? parsed.Faults.Concat(Proven.Tableau(declaration).Faults.Select(fault => Info(parsed.Places, declaration, fault)))
            : parsed.Faults;
    }

    static DiagnosticInfo Info(TableauPlaces places, ButcherDeclaration declaration, TableauFault fault) =>
        fault.Cures.Aggregate(
            DiagnosticInfo.At(places.Of(fault), TableauRules.Descriptor(fault.Rule), declaration.Name, fault.Message),
            (info, cure) => info.With(places.Of(cure))
        );
}
