using HestonPricing.Barrier;
using HestonPricing.Fourier;
using ItoSharp;

namespace HestonPricing.Simulation;

/// <summary>An up-and-out call watched after every step, by the number of steps.</summary>
/// <param name="Dates">The steps, each a date at which the barrier is looked at.</param>
/// <param name="Simulated">The simulated price.</param>
/// <param name="KnockedOut">The simulated probability of a knock-out.</param>
/// <param name="Chain">The exact price of Euler's own chain, where there is one (xi = 0).</param>
/// <param name="Exact">The exact price of Black and Scholes watched at the dates.</param>
/// <param name="Corrected">The same by the closed form with Broadie, Glasserman and Kou's correction.</param>
internal sealed record BarrierPoint(int Dates, Estimate Simulated, Estimate KnockedOut, double? Chain, double? Exact, double? Corrected)
{
    private const ulong Seed = 43;

    /// <summary>The price at one number of dates, simulated on a device.</summary>
    public static BarrierPoint At(
        HestonLaw law,
        double spot,
        double strike,
        double barrier,
        double time,
        int dates,
        int paths,
        EnsembleDevice device
    )
    {
        var model = new Heston(law.Rate, law.Kappa, law.Theta, law.Xi, law.Rho);
        var run = new BarrierPaths(model, dates, time).Run(
            new Heston.State(spot, law.Variance),
            paths,
            Seed,
            upAndOutStrike: strike,
            barrier: barrier,
            new EnsembleOptions { Device = device }
        );
        double discount = Math.Exp(-law.Rate * time);
        var simulated = new Estimate(discount * run.UpAndOut.Mean, discount * run.UpAndOut.StandardError);
        var knockedOut = new Estimate(run.KnockedOut.Probability, run.KnockedOut.StandardError);
        if (law.Xi > 0 || law.Variance != law.Theta)
        {
            return new(dates, simulated, knockedOut, null, null, null);
        }

        double volatility = Math.Sqrt(law.Theta);
        return new(
            dates,
            simulated,
            knockedOut,
            WatchedCall.Euler(law.Rate, volatility, time, dates).UpAndOut(spot, strike, barrier),
            WatchedCall.Exact(law.Rate, volatility, time, dates).UpAndOut(spot, strike, barrier),
            new BlackScholes(law.Rate, volatility, time).WatchedUpAndOutCall(spot, strike, barrier, dates)
        );
    }
}
