namespace ItoSharp;

/// <summary>What was proven of a solver plan at build time.</summary>
/// <param name="Name">The plan's name.</param>
/// <param name="Order">The order with exact start values (of the limit without noise, for a stochastic plan).</param>
/// <param name="GlobalOrder">The order with the plan's own starter.</param>
/// <param name="EvaluationsPerStep">Model evaluations of a regular step.</param>
/// <param name="Stochastic">Whether the plan can inject noise.</param>
public sealed record PlanFacts(string Name, int Order, int GlobalOrder, int EvaluationsPerStep, bool Stochastic);

/// <summary>A plan with a noise level; implemented by the generator through the plan's Tau or Eta.</summary>
public interface IStochasticPlan
{
    /// <summary>tau or eta on a step that ends at <paramref name="time"/>.</summary>
    double Level(double time);
}
