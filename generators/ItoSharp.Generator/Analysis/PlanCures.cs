using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Analysis;

/// <summary>The mechanical cures of a plan's faults: the proven order for a claim, a starter that fits.</summary>
internal sealed class PlanCures
{
    readonly DeclaredType declared;
    readonly PlanDeclaration plan;
    readonly int globalClaim;
    readonly AttributeCures attribute;

    public PlanCures(DeclaredType declared, ParsedPlan parsed, PlanDeclaration plan, CancellationToken cancellation)
    {
        (this.declared, this.plan) = (declared, plan);
        globalClaim = parsed.Model?.GlobalOrder ?? 0;
        attribute = new AttributeCures(declared, cancellation);
    }

    /// <summary>The fault with its cures, and in its message the starter that would help.</summary>
    public DiagnosticInfo Cure(PlanFault fault, DiagnosticInfo at) =>
        fault.Rule switch
        {
            "order-claim" or "order-negative" => at.With(Claim("Order", Proposals.Order(plan))),
            "global-claim" => Global(at),
            "start-unused" => at.With(attribute.Remove("Start")),
            _ when fault.Rule.StartsWith("start-", StringComparison.Ordinal) => at.With(Starter(Best(PlanProofs.Order(plan)))),
            _ => at,
        };

    /// <summary>A claim set to what is proven.</summary>
    public Cure? Claim(string property, int order) => attribute.Claim(property, order);

    DiagnosticInfo Global(DiagnosticInfo at)
    {
        // Only a starter that makes the claim true is a cure of it.
        (PlanDeclaration Start, int Order)? best = Best(globalClaim);
        DiagnosticInfo told = at;
        if (best is { } found && found.Order >= globalClaim)
        {
            told = at with
            {
                Arguments = EquatableArray.Of(at.Arguments[0], at.Arguments[1] + $"; Start = {Type(found.Start)} would lift it"),
            };
            told = told.With(Starter(best));
        }

        return told.With(Claim("GlobalOrder", Proposals.GlobalOrder(plan)));
    }

    Cure? Starter((PlanDeclaration Start, int Order)? found) =>
        found is { Start: var start } ? attribute.Replace("Start", "starter", $"Start with {start.Name}", Type(start)) : null;

    string Type(PlanDeclaration start) => $"typeof({attribute.NameOf(start.Name)})";

    (PlanDeclaration Start, int Order)? Best(int wanted) => Proposals.Starter(declared.Compilation, plan, wanted);
}
