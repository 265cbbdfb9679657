namespace ItoSharp;

/// <summary>What was proven of a solver plan at build time.</summary>
/// <param name="Name">The plan's name.</param>
/// <param name="Order">The order with exact start values (of the limit without noise, for a stochastic plan).</param>
/// <param name="GlobalOrder">The order with the plan's own starter.</param>
/// <param name="EvaluationsPerStep">Model evaluations of a regular step.</param>
/// <param name="Stochastic">Whether the plan can inject noise.</param>
public sealed record PlanFacts(string Name, int Order, int GlobalOrder, int EvaluationsPerStep, bool Stochastic);

/// <summary>A plan of the ER-SDE family; implemented by the generator through the plan's NoiseScale.</summary>
public interface IScaledPlan
{
    /// <summary>phi(rho).</summary>
    double Scale(double rho);

    /// <summary>d phi / d rho.</summary>
    double ScaleSlope(double rho);
}

/// <summary>A heavy-ball plan; implemented by the generator through the plan's Damping.</summary>
public interface IDampedPlan
{
    /// <summary>beta, in (0, 1].</summary>
    double Damping { get; }
}

/// <summary>A plan with churn; implemented by the generator through the plan's Churn and ChurnNoise.</summary>
public interface IChurnedPlan
{
    /// <summary>How far a step that starts at rho first goes back: to (1 + churn) rho.</summary>
    double Churn(double rho, int steps);

    /// <summary>The scale of the noise added on the way.</summary>
    double ChurnNoise { get; }
}

/// <summary>A plan with a noise level; implemented by the generator through the plan's Tau or Eta.</summary>
public interface IStochasticPlan
{
    /// <summary>tau or eta on a step that ends at <paramref name="time"/>.</summary>
    double Level(double time);
}
