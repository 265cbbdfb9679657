namespace HestonPricing.Fourier;

/// <summary>Heston's model as the oracle sees it: dS = r S dt + sqrt(V) S dW1, dV = kappa (theta - V) dt + xi sqrt(V) dW2.</summary>
/// <param name="Rate">r, the drift of S a year.</param>
/// <param name="Kappa">The speed of reversion, a year; not 0.</param>
/// <param name="Theta">The long-run variance, a year.</param>
/// <param name="Xi">The volatility of the variance; 0 leaves a variance that is a function of time.</param>
/// <param name="Rho">The correlation of the two noises.</param>
/// <param name="Variance">V at the start.</param>
internal sealed record HestonLaw(double Rate, double Kappa, double Theta, double Xi, double Rho, double Variance)
{
    /// <summary>2 kappa theta / xi^2: below 1 the variance reaches 0 (Feller).</summary>
    public double Feller => 2 * Kappa * Theta / (Xi * Xi);

    /// <summary>The mean of the variance over a time: all that matters to a European option at xi = 0.</summary>
    public double MeanVariance(double time) => Theta + (Variance - Theta) * (1 - Math.Exp(-Kappa * time)) / (Kappa * time);
}
