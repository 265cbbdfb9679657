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

    /// <summary>Volatilities and derivatives, with the covariance of the volatilities where it is asked for.</summary>
    public Smiles At(Parameters parameters, bool covariance)
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
            new EnsembleOptions { ObservationSteps = steps[..^1] },
            new EnsembleGradientOptions { Covariance = covariance }
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
            GradientEstimate[] derivatives =
            [
                option.By.Kappa,
                option.By.Theta,
                option.By.Xi,
                option.By.Rho,
                option.ByStart.V,
            ];
            for (int p = 0; p < derivatives.Length; p++)
            {
                jacobian[i, p] = derivatives[p].Mean / vegas[i];
                heavy += derivatives[p].HasHeavyTail ? 1 : 0;
            }
        }

        double[,]? noise = null;
        if (covariance)
        {
            EnsembleMoments moments = run.Gradient.Statistics.Terminal;
            noise = new double[options.Count, options.Count];
            for (int i = 0; i < options.Count; i++)
            {
                for (int j = 0; j < options.Count; j++)
                {
                    double products = moments.Covariance(options[i].Value.Name, options[j].Value.Name);
                    noise[i, j] = products / (Paths * vegas[i] * vegas[j]);
                }
            }
        }

        return new(parameters, volatilities, vegas, jacobian, noise, heavy);
    }

    /// <summary>
    /// What the time step does to the volatilities, path by path: twice the difference of this step and half of it on common Brownian
    /// paths, which is the error of a method of order 1 up to the square of the step.
    /// </summary>
    /// <param name="at">The model.</param>
    /// <param name="weights">Rows of weights; every row gives the mean and the standard error of a weighted sum over the quotes.</param>
    public (double Mean, double Error)[] StepError(Smiles at, double[,] weights)
    {
        // The fit's own paths would do as well; others show that they need not be.
        ulong seed = Seed + 1000;
        var coarse = Payoffs(at.Parameters, 1, seed);
        var fine = Payoffs(at.Parameters, 2, seed);
        var sums = new (double, double)[weights.GetLength(0)];
        for (int k = 0; k < sums.Length; k++)
        {
            double mean = 0;
            double squares = 0;
            for (int path = 0; path < Paths; path++)
            {
                double sum = 0;
                for (int i = 0; i < at.Vegas.Length; i++)
                {
                    (int time, int option) = (i / Strikes.Length, i % Strikes.Length);
                    double excess = (double)coarse.At(time, 2 + option)[path] - fine.At(time, 2 + option)[path];
                    sum += weights[k, i] * 2 * excess / at.Vegas[i];
                }

                double distance = sum - mean;
                mean += distance / (path + 1);
                squares += distance * (sum - mean);
            }

            sums[k] = (mean, Math.Sqrt(squares / (Paths - 1.0) / Paths));
        }

        return sums;
    }

    private EnsemblePaths<float> Payoffs(Parameters parameters, int finer, ulong seed)
    {
        var paths = With(parameters, StepsAYear * finer);
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
                Refinement = 2 / finer,
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
