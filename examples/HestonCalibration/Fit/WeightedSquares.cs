using HestonCalibration.Market;
using HestonCalibration.Model;

namespace HestonCalibration.Fit;

/// <summary>The squares of what the model misses, weighted by a covariance, about one point: Gauss and Newton's matrix and what follows from it.</summary>
internal sealed class WeightedSquares
{
    private readonly Cholesky _errors;
    private readonly double[][] _columns;
    private readonly double[] _missing;

    /// <summary>At a point.</summary>
    /// <param name="quotes">What is to be met.</param>
    /// <param name="smiles">The model.</param>
    /// <param name="errors">The covariance of both, taken apart.</param>
    public WeightedSquares(Quotes quotes, Smiles smiles, Cholesky errors)
    {
        _errors = errors;
        _missing = errors.Whiten([.. smiles.Volatilities.Zip(quotes.Volatilities, (model, quote) => model - quote)]);
        _columns =
        [
            .. Enumerable
                .Range(0, Parameters.Names.Length)
                .Select(p => errors.Whiten([.. Enumerable.Range(0, _missing.Length).Select(i => smiles.Jacobian[i, p])])),
        ];
        ChiSquare = _missing.Sum(x => x * x);
        Normal = new double[_columns.Length, _columns.Length];
        for (int p = 0; p < _columns.Length; p++)
        {
            for (int q = 0; q < _columns.Length; q++)
            {
                Normal[p, q] = Dot(_columns[p], _columns[q]);
            }
        }
    }

    /// <summary>The weighted sum of squares.</summary>
    public double ChiSquare { get; }

    /// <summary>Gauss and Newton's matrix by the parameters themselves; its inverse is their covariance.</summary>
    public double[,] Normal { get; }

    /// <summary>The derivatives of half the sum by the parameters.</summary>
    public double[] Slope => [.. _columns.Select(column => Dot(column, _missing))];

    /// <summary>The parameters' standard errors.</summary>
    public double[] StandardErrors
    {
        get
        {
            var normal = new Cholesky(Normal);
            return [.. Enumerable.Range(0, _columns.Length).Select(p => Math.Sqrt(normal.Solve(Unit(p))[p]))];
        }
    }

    /// <summary>How each fitted parameter follows the volatilities of the quotes.</summary>
    public double[][] Gain()
    {
        var normal = new Cholesky(Normal);
        double[][] gain = [.. _columns.Select(_ => new double[_missing.Length])];
        for (int i = 0; i < _missing.Length; i++)
        {
            var one = new double[_missing.Length];
            one[i] = 1;
            double[] white = _errors.Whiten(one);
            double[] moved = normal.Solve([.. _columns.Select(column => Dot(column, white))]);
            for (int p = 0; p < moved.Length; p++)
            {
                gain[p][i] = moved[p];
            }
        }

        return gain;
    }

    private double[] Unit(int p)
    {
        var unit = new double[_columns.Length];
        unit[p] = 1;
        return unit;
    }

    private static double Dot(double[] left, double[] right) => left.Zip(right, (x, y) => x * y).Sum();
}
