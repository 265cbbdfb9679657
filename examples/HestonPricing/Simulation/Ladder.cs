using HestonPricing.Fourier;
using ItoSharp;

namespace HestonPricing.Simulation;

/// <summary>
/// European calls at several numbers of steps on common Brownian paths: what the time step does to the price, without the noise
/// of independent runs, and a value extrapolated to step 0 with an honest error.
/// </summary>
internal sealed class Ladder
{
    /// <summary>The strikes.</summary>
    public static readonly double[] Strikes = [90, 100, 110];

    private const ulong Seed = 42;

    private Ladder(HestonLaw law, double time, IReadOnlyList<Level> levels, Estimate[] extrapolated, double[] exact) =>
        (Law, Time, Levels, Extrapolated, Exact) = (law, time, levels, extrapolated, exact);

    /// <summary>The model.</summary>
    public HestonLaw Law { get; }

    /// <summary>The maturity, years.</summary>
    public double Time { get; }

    /// <summary>From few steps to many.</summary>
    public IReadOnlyList<Level> Levels { get; }

    /// <summary>2 P(n) - P(n / 2) of the two finest levels: exact up to the square of the step where the error is of order 1.</summary>
    public Estimate[] Extrapolated { get; }

    /// <summary>The Fourier prices.</summary>
    public double[] Exact { get; }

    /// <summary>Runs the levels steps, steps / 2, ... down to <paramref name="fewest"/> on a device.</summary>
    public static Ladder Run(HestonLaw law, double spot, double time, int fewest, int most, int paths, EnsembleDevice device)
    {
        var model = new Heston(law.Rate, law.Kappa, law.Theta, law.Xi, law.Rho);
        double discount = Math.Exp(-law.Rate * time);
        var payoffs = new List<(int Steps, float[][] Payoffs)>();
        for (int steps = most; steps >= fewest; steps /= 2)
        {
            var run = new EuropeanPaths(model, steps, time).Terminal(
                new Heston.State(spot, law.Variance),
                paths,
                Seed,
                Strikes[0],
                Strikes[1],
                Strikes[2],
                new EnsembleOptions
                {
                    Refinement = most / steps,
                    Covariance = false,
                    Device = device,
                }
            );
            payoffs.Add((steps, [run["Low"].ToArray(), run["Middle"].ToArray(), run["High"].ToArray()]));
        }

        var finest = payoffs[0].Payoffs;
        var levels = payoffs
            .Select(level => new Level(
                level.Steps,
                [.. level.Payoffs.Select(values => Estimate.Of(values.Select(x => (double)x), discount))],
                [.. level.Payoffs.Select((values, i) => Estimate.Of(values.Zip(finest[i], (x, y) => (double)x - y), discount))]
            ))
            .Reverse()
            .ToList();
        var extrapolated = finest.Select((values, i) => Estimate.Of(values.Zip(payoffs[1].Payoffs[i], (x, y) => 2.0 * x - y), discount));
        double[] exact = [.. Strikes.Select(strike => EuropeanOption.Call(law, spot, strike, time))];
        return new(law, time, levels, [.. extrapolated], exact);
    }
}
