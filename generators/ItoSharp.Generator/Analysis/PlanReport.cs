using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>What is wrong with a solver plan, and what would cure it.</summary>
internal static class PlanReport
{
    public static IEnumerable<DiagnosticInfo> Of(DeclaredType declared, CancellationToken cancellation)
    {
        ParsedPlan parsed = PlanParser.Parse(declared, cancellation);
        return parsed.Model?.Declaration is { } plan
            ? parsed.Faults.Concat(Proof(parsed, plan, new PlanCures(declared, parsed, plan, cancellation)))
            : parsed.Faults;
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

    static IEnumerable<DiagnosticInfo> Proof(ParsedPlan parsed, PlanDeclaration plan, PlanCures cures)
    {
        var proven = Proven.Plan(plan);
        return proven.IsError
            ? proven.ErrorValue.Select(fault => cures.Cure(fault, At(parsed, plan, fault)))
            : Claims(parsed, plan, proven.ResultValue, cures);
    }

    static DiagnosticInfo At(ParsedPlan parsed, PlanDeclaration plan, PlanFault fault) =>
        DiagnosticInfo.At(parsed.Of(fault.Member), PlanRules.Descriptor(fault.Rule), plan.Name, fault.Message);

    /// <summary>Claims that hold, or that only the one with the starter breaks.</summary>
    static IEnumerable<DiagnosticInfo> Claims(ParsedPlan parsed, PlanDeclaration plan, DerivedPlan derived, PlanCures cures)
    {
        if (plan.Order > 0 && plan.Order < derived.Order)
        {
            yield return DiagnosticInfo
                .At(parsed.Of("Order"), Descriptors.OrderUnderclaimed, plan.Name, Text(plan.Order), Text(derived.Order))
                .With(cures.Claim("Order", derived.Order));
        }

        if (plan.Order > 1 && PlanLimits.Untested(plan) is { } tested)
        {
            yield return DiagnosticInfo.At(
                parsed.Of("Order"),
                Descriptors.WeakOrderNotProven,
                plan.Name,
                Text(plan.Order),
                tested.TrimEnd('.')
            );
        }

        int claimed = parsed.Model!.GlobalOrder;
        if (claimed == 0)
        {
            yield break;
        }

        if (PlanClaims.GlobalFault(claimed, plan) is { Value: var fault })
        {
            yield return cures.Cure(fault, At(parsed, plan, fault));
        }
        else if (claimed < derived.GlobalOrder)
        {
            yield return DiagnosticInfo
                .At(parsed.Of("GlobalOrder"), Descriptors.GlobalOrderUnderclaimed, plan.Name, Text(claimed), Text(derived.GlobalOrder))
                .With(cures.Claim("GlobalOrder", derived.GlobalOrder));
        }
    }

    static string Text(int order) => order.ToString(CultureInfo.InvariantCulture);
}
