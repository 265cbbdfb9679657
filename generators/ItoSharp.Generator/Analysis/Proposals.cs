using ItoSharp.Generator.Memory;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Analysis;

/// <summary>
/// What to propose for a plan that is at fault, by its meaning: each proposal proves a dozen plans, and a faulty declaration is looked at
/// again after every edit of its file, since its places may have moved.
/// </summary>
internal static class Proposals
{
    const int Capacity = 128;

    static readonly BoundedCache<(ShippedPlans Shipped, PlanDeclaration Plan, int Wanted), (PlanDeclaration Start, int Order)?> Starters =
        new(Capacity, key => FindStarter(key.Shipped, key.Plan, key.Wanted));

    static readonly BoundedCache<(ShippedPlans Shipped, PlanDeclaration Plan), PlanDeclaration?> DataForms = new(
        Capacity,
        key => FindInDataForm(key.Shipped, key.Plan)
    );

    static readonly BoundedCache<PlanDeclaration, (int Provable, int Global)> Claims = new(
        Capacity,
        plan => (PlanClaims.Provable(plan)?.Value ?? 0, PlanProofs.GlobalOrder(plan))
    );

    /// <summary>How many proposals have been worked out rather than remembered in this compiler process.</summary>
    public static long Runs => Starters.Computed + DataForms.Computed + Claims.Computed;

    /// <summary>The order that a plan may claim; 0: none.</summary>
    public static int Order(PlanDeclaration plan) => Claims[plan].Provable;

    /// <summary>The global order that it may claim.</summary>
    public static int GlobalOrder(PlanDeclaration plan) => Claims[plan].Global;

    /// <summary>The shipped plan that starts this one with the wanted order, or nearest below; the cheapest of equals.</summary>
    public static (PlanDeclaration Start, int Order)? Starter(Compilation compilation, PlanDeclaration plan, int wanted) =>
        Starters[(ShippedPlans.Of(compilation), plan, wanted)];

    /// <summary>The shipped plan in data form, with the noise law and nearest to the order of the one that does not fit.</summary>
    public static PlanDeclaration? InDataForm(Compilation compilation, PlanDeclaration unfit) =>
        DataForms[(ShippedPlans.Of(compilation), unfit)];

    static (PlanDeclaration Start, int Order)? FindStarter(ShippedPlans shipped, PlanDeclaration plan, int wanted)
    {
        var fitting = shipped
            .Plans.Where(start => start.Name != plan.Name)
            .Select(start => (Start: start, Whole: PlanClaims.WithStart(start, plan)))
            .Where(pair => PlanProofs.Faults(pair.Whole).IsEmpty)
            .Select(pair => (pair.Start, Order: Math.Min(wanted, PlanProofs.GlobalOrder(pair.Whole))))
            .OrderByDescending(pair => pair.Order)
            .ThenBy(pair => Evaluations(pair.Start))
            .ThenBy(pair => pair.Start.Name.Length)
            .ToArray();
        return fitting.Length == 0 ? null : fitting[0];
    }

    static PlanDeclaration? FindInDataForm(ShippedPlans shipped, PlanDeclaration unfit)
    {
        int wanted = PlanProofs.Order(unfit);
        return shipped
            .Plans.Where(plan => plan.Form.IsData && plan.Noise.Equals(unfit.Noise) && !plan.Churn)
            .OrderBy(plan => Math.Abs(PlanProofs.Order(plan) - wanted))
            .ThenBy(plan => Clock(plan).Equals(Clock(unfit)) ? 0 : 1)
            .ThenBy(plan => plan.Name.Length)
            .ThenBy(plan => plan.Name, StringComparer.Ordinal)
            .FirstOrDefault();
    }

    static int Evaluations(PlanDeclaration start) => start.Method is PlanMethod.RungeKutta { Item: { } stages } ? stages.Stages.Length : 1;

    static PlanClock Clock(PlanDeclaration plan) =>
        plan.Method is PlanMethod.Multistep { Item: { } multistep } ? multistep.Clock : ((PlanMethod.RungeKutta)plan.Method).Item.Clock;
}
