using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>What the proof of a plan's order does not cover, for its documentation: the assumption, or what is tested instead.</summary>
internal static class PlanLimits
{
    public static IEnumerable<string> Of(PlanDeclaration plan)
    {
        if (PlanOrders.FreeRatioOrder(plan) is { Value: var free })
        {
            yield return "The order holds on grids whose neighbouring steps tend to one length, as smooth schedules have; where their ratio is free "
                + (free == 0 ? "there is none." : $"it is {free.ToString(CultureInfo.InvariantCulture)}.");
        }

        if (Untested(plan) is { } tested)
        {
            yield return "These are the orders of its limit without noise; with noise it has strong order 1 and weak order min(2, order).";
            yield return $"{DiagnosticIds.WeakOrderNotProven}: {tested}";
        }
    }

    /// <summary>What is tested of a plan with noise because no proof covers it; null without noise.</summary>
    public static string? Untested(PlanDeclaration plan) =>
        plan.Noise.IsDeterministic ? null
        : plan.Noise.IsScale
            ? "the weak order for a NoiseScale, any function of rho, is not proven; it is tested by slopes of the first two moments on Gaussian data, where they are exact."
        : "the weak order with noise is not proven; it is tested by slopes of the first two moments on Gaussian data, where they are exact, and of densities on a mixture.";
}
