using HestonCalibration.Market;
using HestonPricing.Simulation;
using ItoSharp;

namespace HestonCalibration.Model;

/// <summary>Heston's model by Euler's paths, all options of all maturities from one run, always with the same noise.</summary>
/// <param name="Market">Where spot, rate and forwards come from.</param>
/// <param name="Paths">The number of paths.</param>
/// <param name="Seed">The seed of their noise.</param>
internal sealed record SimulatedMarket(Quotes Market, int Paths, ulong Seed)
{
    /// <summary>The steps a year.</summary>
    public const int StepsAYear = 128;

    private static readonly double[] Strikes = Quotes.Strikes;
    private static readonly double[] Maturities = Quotes.Maturities;

    /// <summary>Volatilities and derivatives.</summary>
    public Smiles At(Parameters parameters)
    {
        var paths = With(parameters, StepsAYear);
        int[] steps = [.. Maturities.Select(paths.Ensemble.StepAt)];
        var run = paths.Gradient(
            new Heston.State(Market.Spot, parameters.Variance),
            Paths,
            Seed,
            Strikes[0],
            Strikes[1],
            Strikes[2],
            Strikes[3],
            Strikes[4],
            new EnsembleOptions { ObservationSteps = steps[..^1] }
        );
        var options = steps.SelectMany(step => SmilePaths.Options.Select(option => run.At(option, step))).ToList();
        var volatilities = new double[options.Count];
        var vegas = new double[options.Count];
        var jacobian = new double[options.Count, Parameters.Names.Length];
        int heavy = 0;
        for (int i = 0; i < options.Count; i++)
        {
            var option = options[i];
            (volatilities[i], vegas[i]) = Implied(i, option.Value.Mean);
            GradientEstimate[] derivatives = [option.By.Kappa, option.By.Theta, option.By.Xi, option.By.Rho, option.ByStart.V];
            for (int p = 0; p < derivatives.Length; p++)
            {
                jacobian[i, p] = derivatives[p].Mean / vegas[i];
                heavy += derivatives[p].HasHeavyTail ? 1 : 0;
            }
        }

        return new(parameters, volatilities, vegas, jacobian, heavy);
    }

    /// <summary>How the paths of <see cref="At"/> scatter the volatilities, as estimates together.</summary>
    public Estimates Scatter(Smiles at)
    {
        var payoffs = Payoffs(at.Parameters, StepsAYear, refinement: 1, Seed);
        return Estimates.Of(Paths, Quotes.Count, (i, row) => Widen(payoffs, i, 1 / at.Vegas[i], row));
    }

    /// <summary>
    /// What the time step does to the volatilities: twice the difference of this step and half of it on common Brownian
    /// paths, which is the error of a method of order 1 up to the square of the step.
    /// </summary>
    public Estimates StepError(Smiles at)
    {
        // Other paths than the fit's: what is found here is independent of it.
        ulong seed = Seed + 1000;
        var coarse = Payoffs(at.Parameters, StepsAYear, refinement: 2, seed);
        var fine = Payoffs(at.Parameters, 2 * StepsAYear, refinement: 1, seed);
        return Estimates.Of(
            Paths,
            Quotes.Count,
            (i, row) =>
            {
                Widen(coarse, i, 2 / at.Vegas[i], row);
                Widen(fine, i, -2 / at.Vegas[i], row);
            }
        );
    }

    /// <summary>Adds a quote's payoffs times a weight, path by path.</summary>
    private static void Widen(EnsemblePaths<float> payoffs, int quote, double weight, double[] row)
    {
        var values = payoffs.At(quote / Strikes.Length, SmilePaths.Options[quote % Strikes.Length]);
        for (int path = 0; path < row.Length; path++)
        {
            row[path] += weight * values[path];
        }
    }

    private EnsemblePaths<float> Payoffs(Parameters parameters, int stepsAYear, int refinement, ulong seed)
    {
        var paths = With(parameters, stepsAYear);
        return paths.Trajectories(
            new Heston.State(Market.Spot, parameters.Variance),
            Paths,
            seed,
            Strikes[0],
            Strikes[1],
            Strikes[2],
            Strikes[3],
            Strikes[4],
            new EnsembleOptions
            {
                ObservationSteps = [.. Maturities[..^1].Select(paths.Ensemble.StepAt)],
                Refinement = refinement,
                Covariance = false,
            }
        );
    }

    private SmilePaths With(Parameters p, int stepsAYear) =>
        new(new Heston(Market.Rate, p.Kappa, p.Theta, p.Xi, p.Rho), (int)(stepsAYear * Maturities[^1]), Maturities[^1]);

    private (double Volatility, double Vega) Implied(int quote, double price)
    {
        double time = Maturities[quote / Strikes.Length];
        int strike = quote % Strikes.Length;
        double forward = Market.Forward(time);
        double volatility = Black.Volatility(forward, Strikes[strike], time, price, Quotes.IsPut(strike));
        return (volatility, Black.Vega(forward, Strikes[strike], time, volatility));
    }
}
