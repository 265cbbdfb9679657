namespace ItoSharp;

/// <summary>Fitted step coefficients and how well they fit.</summary>
/// <param name="Coefficients">The table, for the sampler's <c>With</c>. It belongs to this sampler's grid: another number of steps needs another fit.</param>
/// <param name="Steps">The outcome of every step.</param>
/// <param name="Evaluations">Model evaluations of each row of the batch that the fit took.</param>
public sealed record CoefficientFit(StepCoefficients Coefficients, IReadOnlyList<StepFit> Steps, int Evaluations);

/// <summary>How one step was fitted.</summary>
/// <param name="Step">The step, from 0.</param>
/// <param name="Terms">The regressors offered to it.</param>
/// <param name="Rank">Those that were used: fewer where some are combinations of the others on this batch.</param>
/// <param name="Before">The root mean square of the entries of the residual that it was to remove.</param>
/// <param name="After">That of what is left.</param>
public readonly record struct StepFit(int Step, int Terms, int Rank, double Before, double After);
