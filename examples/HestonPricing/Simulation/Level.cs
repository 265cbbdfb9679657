namespace HestonPricing.Simulation;

/// <summary>Calls at one number of steps.</summary>
/// <param name="Steps">The steps a year.</param>
/// <param name="Prices">The prices by strike.</param>
/// <param name="Excess">Each less that of the most steps, on the same Brownian paths: the errors of both nearly cancel.</param>
internal sealed record Level(int Steps, Estimate[] Prices, Estimate[] Excess);
