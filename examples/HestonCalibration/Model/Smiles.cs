using HestonCalibration.Market;

namespace HestonCalibration.Model;

/// <summary>What the simulated model says at one set of parameters.</summary>
/// <param name="Parameters">The parameters.</param>
/// <param name="Volatilities">Implied volatilities in the order of the quotes.</param>
/// <param name="Vegas">How the undiscounted prices move with those.</param>
/// <param name="Jacobian">Derivatives of the volatilities by the parameters, a row for each quote.</param>
/// <param name="HeavyTails">How many derivatives rest on a few paths.</param>
internal sealed record Smiles(Parameters Parameters, double[] Volatilities, double[] Vegas, double[,] Jacobian, int HeavyTails)
{
    // Central differences of exact prices: far above their rounding, far below their curvature.
    private const double Difference = 1e-3;

    /// <summary>The same with the derivatives of the exact prices: what the simulated ones should be.</summary>
    public Smiles WithExactDerivatives(double rate, double spot)
    {
        var exact = new double[Volatilities.Length, Model.Parameters.Names.Length];
        for (int p = 0; p < Model.Parameters.Names.Length; p++)
        {
            var step = new double[Model.Parameters.Names.Length];
            step[p] = Difference;
            Parameters up = Parameters.Moved(step);
            step[p] = -Difference;
            Parameters down = Parameters.Moved(step);
            double width = up.Values[p] - down.Values[p];
            double[] above = Quotes.Exact(up.Law(rate), spot);
            double[] below = Quotes.Exact(down.Law(rate), spot);
            for (int i = 0; i < above.Length; i++)
            {
                exact[i, p] = (above[i] - below[i]) / width;
            }
        }

        return this with
        {
            Jacobian = exact,
        };
    }
}
