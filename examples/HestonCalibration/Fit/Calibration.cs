using HestonCalibration.Market;
using HestonCalibration.Model;

namespace HestonCalibration.Fit;

/// <summary>Levenberg and Marquardt's search on simulated volatilities and their pathwise derivatives.</summary>
/// <remarks>
/// All evaluations have the same noise, so that what is searched is a smooth function of the parameters. First the quotes' errors
/// are the weights; then, since prices from the same paths err together, the quotes' and the paths' covariance at the point found.
/// </remarks>
internal sealed class Calibration(Quotes quotes, SimulatedMarket model, Action<int, Smiles, double> report)
{
    // The search ends with a step that is small beside the error bars.
    private const double SmallStep = 0.05;
    private const int MostEvaluations = 40;
    private int _evaluations;

    /// <summary>Finds the parameters, from a first guess.</summary>
    /// <exception cref="ArithmeticException">The search does not come to rest.</exception>
    public Calibrated Run(Parameters guess)
    {
        var ofQuotes = new Cholesky(Covariance(null));
        var rough = Search(guess, ofQuotes);
        var scatter = model.Scatter(rough);
        var errors = new Cholesky(Covariance(scatter.Covariance));
        var smiles = Search(rough.Parameters, errors);
        var squares = new WeightedSquares(quotes, smiles, errors);
        var stepError = model.StepError(smiles);
        var shifts = squares.Gain().Select(stepError.Sum).ToArray();
        double[] corrected = [.. smiles.Parameters.Values.Zip(shifts, (value, shift) => value + shift.Mean)];
        double[] bars = [.. squares.StandardErrors.Zip(shifts, (bar, shift) => Math.Sqrt(bar * bar + shift.Error * shift.Error))];
        var exact = new WeightedSquares(quotes, smiles.WithExactDerivatives(quotes.Rate, quotes.Spot), errors);
        return new(
            smiles,
            new(corrected[0], corrected[1], corrected[2], corrected[3], corrected[4]),
            bars,
            new WeightedSquares(quotes, smiles, ofQuotes).StandardErrors,
            [.. squares.StandardErrors.Zip(exact.StandardErrors, (simulated, other) => simulated / other - 1)],
            [.. shifts.Select(shift => shift.Mean)],
            scatter,
            stepError,
            squares.ChiSquare,
            _evaluations
        );
    }

    private Smiles Search(Parameters start, Cholesky errors)
    {
        Smiles at = Evaluate(start, errors, out var squares);
        double damping = 1e-3;
        while (_evaluations < MostEvaluations)
        {
            double[] step = Step(at.Parameters, squares, damping, out double length);
            Smiles next = Evaluate(at.Parameters.Moved(step), errors, out var nextSquares);
            bool better = nextSquares.ChiSquare <= squares.ChiSquare;
            if (better)
            {
                (at, squares) = (next, nextSquares);
            }

            if (length < SmallStep)
            {
                return at;
            }

            damping *= better ? 0.1 : 10;
        }

        throw new ArithmeticException(
            FormattableString.Invariant($"the search has not come to rest after {MostEvaluations} evaluations; it is at {at.Parameters}")
        );
    }

    /// <summary>A step in the search's coordinates, and its length in standard errors.</summary>
    private static double[] Step(Parameters at, WeightedSquares squares, double damping, out double length)
    {
        double[] scales = at.Scales;
        int count = scales.Length;
        var normal = new double[count, count];
        var damped = new double[count, count];
        for (int p = 0; p < count; p++)
        {
            for (int q = 0; q < count; q++)
            {
                normal[p, q] = squares.Normal[p, q] * scales[p] * scales[q];
                damped[p, q] = normal[p, q] * (p == q ? 1 + damping : 1);
            }
        }

        double[] step = new Cholesky(damped).Solve([.. squares.Slope.Select((slope, p) => -slope * scales[p])]);
        double square = 0;
        for (int p = 0; p < count; p++)
        {
            for (int q = 0; q < count; q++)
            {
                square += step[p] * normal[p, q] * step[q];
            }
        }

        length = Math.Sqrt(square);
        return step;
    }

    private Smiles Evaluate(Parameters parameters, Cholesky errors, out WeightedSquares squares)
    {
        Smiles smiles = model.At(parameters);
        squares = new(quotes, smiles, errors);
        report(++_evaluations, smiles, squares.ChiSquare);
        return smiles;
    }

    private static double[,] Covariance(double[,]? ofPaths)
    {
        var covariance = new double[Quotes.Count, Quotes.Count];
        for (int i = 0; i < Quotes.Count; i++)
        {
            for (int j = 0; j < Quotes.Count; j++)
            {
                covariance[i, j] = (ofPaths?[i, j] ?? 0) + (i == j ? Quotes.Noise * Quotes.Noise : 0);
            }
        }

        return covariance;
    }
}
