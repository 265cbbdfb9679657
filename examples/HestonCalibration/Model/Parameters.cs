using HestonPricing.Fourier;

namespace HestonCalibration.Model;

/// <summary>What is fitted.</summary>
/// <param name="Kappa">The speed of reversion a year, above 0.</param>
/// <param name="Theta">The long-run variance a year, above 0.</param>
/// <param name="Xi">The volatility of the variance, above 0.</param>
/// <param name="Rho">The correlation, between -1 and 1.</param>
/// <param name="Variance">V at the start, above 0.</param>
internal sealed record Parameters(double Kappa, double Theta, double Xi, double Rho, double Variance)
{
    /// <summary>Their names, in their order.</summary>
    public static readonly string[] Names = ["kappa", "theta", "xi", "rho", "v0"];

    /// <summary>Their values.</summary>
    public double[] Values => [Kappa, Theta, Xi, Rho, Variance];

    /// <summary>The same as the oracle has it.</summary>
    public HestonLaw Law(double rate) => new(rate, Kappa, Theta, Xi, Rho, Variance);

    /// <summary>
    /// How far a unit of each search coordinate moves its parameter: the coordinates are logarithms, that of rho its hyperbolic tangent's
    /// argument, so that every point of the search is a model.
    /// </summary>
    public double[] Scales => [Kappa, Theta, Xi, 1 - Rho * Rho, Variance];

    /// <summary>The parameters after a step of the search.</summary>
    public Parameters Moved(ReadOnlySpan<double> by) =>
        new(
            Kappa * Math.Exp(by[0]),
            Theta * Math.Exp(by[1]),
            Xi * Math.Exp(by[2]),
            Math.Tanh(Math.Atanh(Rho) + by[3]),
            Variance * Math.Exp(by[4])
        );
}
