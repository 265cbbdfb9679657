using HestonPricing.Barrier;
using HestonPricing.Fourier;

namespace HestonPricing.Checks;

/// <summary>What makes the oracles trustworthy before they judge the simulation.</summary>
internal static class OracleChecks
{
    /// <summary>Runs all of them.</summary>
    public static void Run(Checklist list)
    {
        foreach (var group in PublishedPrices.All.GroupBy(price => price.Source))
        {
            double worst = group.Max(p => Math.Abs(EuropeanOption.Call(p.Law, 100, p.Strike, p.Time, p.Discount) - p.Call));
            list.Require(
                group.All(p => Math.Abs(EuropeanOption.Call(p.Law, 100, p.Strike, p.Time, p.Discount) - p.Call) <= p.Digits),
                $"Fourier prices: {group.Count()} published by {group.Key}, worst difference {worst:e1}"
            );
        }

        double parity = PublishedPrices.All.Max(p =>
        {
            double difference = 100 * Math.Exp(p.Law.Rate * p.Time) - p.Strike;
            double call = EuropeanOption.Call(p.Law, 100, p.Strike, p.Time, p.Discount);
            double put = EuropeanOption.Put(p.Law, 100, p.Strike, p.Time, p.Discount);
            return Math.Abs(call - put - Math.Exp(-p.Discount * p.Time) * difference);
        });
        list.Require(parity < 1e-11, $"put and call, each by an integral of its own: parity to {parity:e1}");

        var limit = new HestonLaw(0.01, 2, 0.04, 0, -0.7, 0.09);
        double closed = new BlackScholes(0.01, Math.Sqrt(limit.MeanVariance(1)), 1).Call(100, 105);
        double atZero = Math.Abs(EuropeanOption.Call(limit, 100, 105, 1) - closed);
        // The distance from the limit is proportional to xi where rho is not 0.
        double slope = (EuropeanOption.Call(limit with { Xi = 1e-6 }, 100, 105, 1) - closed) / 1e-6;
        double next = (EuropeanOption.Call(limit with { Xi = 1e-3 }, 100, 105, 1) - closed) / 1e-3;
        list.Require(
            atZero < 1e-11 && Math.Abs(slope / next - 1) < 0.01,
            $"xi -> 0 is Black and Scholes: {atZero:e1} at xi = 0, slope {slope:f4} at 1e-6 and {next:f4} at 1e-3"
        );

        double far = WatchedCall.Exact(0.01, 0.2, 1, 64).UpAndOut(100, 100, 1e4);
        double european = new BlackScholes(0.01, 0.2, 1).Call(100, 100);
        list.Require(
            Math.Abs(far - european) < 1e-9,
            $"the recursion over dates with a barrier out of reach: {far - european:e1} from Black and Scholes"
        );
    }
}
