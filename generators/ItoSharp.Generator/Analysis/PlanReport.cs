using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with a solver plan.</summary>
internal static class PlanReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedPlan parsed = PlanParser.Parse(declared, cancellation);
        return parsed.Model?.Declaration is { } plan ? parsed.Faults.Concat(Proof(parsed, plan)) : parsed.Faults;
    }

    /// <summary>A derivative estimate on a type that no plan attribute makes a plan would be forgotten in silence.</summary>
    public static IEnumerable<DiagnosticInfo> OfOrphan(DeclaredType declared, CancellationToken cancellation)
    {
        if (PlanAttributes.Find(declared.Type) is null)
        {
            yield return DiagnosticInfo.At(
                LocationInfo.From(declared.Syntax(cancellation)),
                Descriptors.PlanCombination,
                declared.Type.Name,
                "a derivative estimate belongs beside [ExponentialMultistep], which this type does not have"
            );
        }
    }

    static IEnumerable<DiagnosticInfo> Proof(ParsedPlan parsed, PlanDeclaration plan)
    {
        var proven = Proven.Plan(plan);
        if (proven.IsError)
        {
            foreach (PlanFault fault in proven.ErrorValue)
            {
                yield return DiagnosticInfo.At(parsed.Of(fault.Member), PlanRules.Descriptor(fault.Rule), plan.Name, fault.Message);
            }

            yield break;
        }

        int order = proven.ResultValue.Order;
        if (plan.Order > 0 && plan.Order < order)
        {
            yield return DiagnosticInfo.At(
                parsed.Of("Order"),
                Descriptors.OrderUnderclaimed,
                plan.Name,
                plan.Order.ToString(CultureInfo.InvariantCulture),
                order.ToString(CultureInfo.InvariantCulture)
            );
        }
    }
}
