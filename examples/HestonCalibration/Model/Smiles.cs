namespace HestonCalibration.Model;

/// <summary>What the simulated model says at one set of parameters.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Volatilities">Implied volatilities in the order of the quotes.</param>
/// <param name="Vegas">How the undiscounted prices move with those.</param>
/// <param name="Jacobian">Derivatives of the volatilities by the parameters, a row for each quote.</param>
/// <param name="Covariance">The covariance of the volatilities as estimates from these paths; null where it was not asked for.</param>
/// <param name="HeavyTails">How many derivatives rest on a few paths.</param>
internal sealed record Smiles(
    Parameters Parameters,
    double[] Volatilities,
    double[] Vegas,
    double[,] Jacobian,
    double[,]? Covariance,
    int HeavyTails
);
