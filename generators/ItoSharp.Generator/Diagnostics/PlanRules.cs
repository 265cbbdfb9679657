using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Diagnostics;

/// <summary>The diagnostic of each rule that the symbolic core names.</summary>
internal static class PlanRules
{
    /// <summary>A fault as a stub says it.</summary>
    public static string Text(PlanDeclaration plan, PlanFault fault) =>
        DiagnosticInfo.At(null, Descriptor(fault.Rule), plan.Name, fault.Message).Text;

    public static DiagnosticDescriptor Descriptor(string rule) =>
        rule switch
        {
            "tableau" => Descriptors.TableauSyntax,
            "row-sum" or "weight-sum" or "stage-outside" => Descriptors.TableauInconsistent,
            "global-claim" => Descriptors.GlobalOrderNotProven,
            "order-claim" or "order-negative" => Descriptors.OrderNotProven,
            "history-range" or "corrector-range" or "left-sums-range" or "estimate-range" or "estimate-nodes" or "estimate-number" =>
                Descriptors.PlanOutOfRange,
            _ when rule.StartsWith("start-", StringComparison.Ordinal) => Descriptors.StarterDoesNotFit,
            "compiled" => Descriptors.StarterDoesNotFit,
            _ => Descriptors.PlanCombination,
        };
}
