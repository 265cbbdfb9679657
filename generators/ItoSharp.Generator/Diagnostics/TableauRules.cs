using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Diagnostics;

/// <summary>The diagnostic of each rule that the proofs of tableaux name (<see cref="TableauFault.Rule"/>).</summary>
internal static class TableauRules
{
    /// <summary>A fault as a stub says it.</summary>
    public static string Text(ButcherDeclaration declaration, TableauFault fault) =>
        DiagnosticInfo.At(null, Descriptor(fault.Rule), declaration.Name, fault.Message).Text;

    public static DiagnosticDescriptor Descriptor(string rule) =>
        rule switch
        {
            "text" => Descriptors.ButcherText,
            "row-sum" or "weight-sum" => Descriptors.ButcherSums,
            "embedded-claim" or "embedded-row" => Descriptors.ButcherEmbeddedOrder,
            "exchanged" => Descriptors.ButcherExchanged,
            "digits" => Descriptors.ButcherDigits,
            "order-below" => Descriptors.ButcherOrderBelow,
            _ => Descriptors.ButcherOrder,
        };
}
