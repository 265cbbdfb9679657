using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with a Butcher tableau, at the part of the text that it is about.</summary>
internal static class TableauReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedTableau parsed = TableauParser.Parse(declared, cancellation);
        if (parsed.Model?.Declaration is not { } tableau)
        {
            return parsed.Faults;
        }

        var attribute = new AttributeCures(declared, cancellation);
        return parsed.Faults.Concat(Proven.Tableau(tableau).Select(fault => Cured(attribute, At(parsed, tableau, fault), fault)));
    }

    static DiagnosticInfo At(ParsedTableau parsed, ButcherDeclaration tableau, TableauFault fault) =>
        DiagnosticInfo.At(parsed.Places.Of(fault), TableauRules.Descriptor(fault.Rule), tableau.Name, fault.Message);

    static DiagnosticInfo Cured(AttributeCures attribute, DiagnosticInfo at, TableauFault fault) =>
        fault.Cures.Aggregate(
            at,
            (told, cure) =>
                told.With(
                    cure.Member == "Tableau"
                        ? attribute.Tableau(cure.Member, cure.Title, cure.Replacement)
                        : attribute.Replace(cure.Member, "claim-" + cure.Member, cure.Title, cure.Replacement)
                )
        );
}
