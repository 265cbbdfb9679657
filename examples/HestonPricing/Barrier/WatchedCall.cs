using ItoSharp;

namespace HestonPricing.Barrier;

/// <summary>
/// The exact price of an up-and-out call on a chain of independent, equally distributed steps, watched after each: the
/// density of those still alive, carried from step to step by quadrature.
/// </summary>
/// <remarks>
/// Two chains: S exp((r - sigma^2 / 2) h + sigma sqrt(h) z), which is Black and Scholes watched at its dates, and Euler's
/// S (1 + r h + sigma sqrt(h) z), which is what a simulation at xi = 0 computes: against the second it has no excuse but chance.
/// </remarks>
internal sealed class WatchedCall
{
    private const int PointsOfPiece = 8;

    // A piece of eight Gauss points for one and a half deviations of a step leaves an error far below 1e-12.
    private const double DeviationsOfPiece = 1.5;

    private readonly double rate;
    private readonly double time;
    private readonly int dates;
    private readonly Func<double, double> density;
    private readonly double deviation;

    private WatchedCall(double rate, double volatility, double time, int dates, Func<double, double> density)
    {
        (this.rate, this.time, this.dates, this.density) = (rate, time, dates, density);
        deviation = volatility * Math.Sqrt(time / dates);
    }

    /// <summary>Black and Scholes, watched at its dates.</summary>
    public static WatchedCall Exact(double rate, double volatility, double time, int dates)
    {
        double h = time / dates;
        double width = volatility * Math.Sqrt(h);
        double mean = (rate - 0.5 * volatility * volatility) * h;
        return new(rate, volatility, time, dates, y => NormalLaw.Density((y - mean) / width) / width);
    }

    /// <summary>Euler's scheme of one step between dates.</summary>
    public static WatchedCall Euler(double rate, double volatility, double time, int dates)
    {
        double h = time / dates;
        double width = volatility * Math.Sqrt(h);
        // The law of log(1 + r h + sigma sqrt(h) z), where the argument is positive; it is negative with a probability of 1e-300.
        return new(rate, volatility, time, dates, y => NormalLaw.Density((Math.Exp(y) - 1 - rate * h) / width) * Math.Exp(y) / width);
    }

    /// <summary>The discounted price of the call that is lost at the first date with S at or above the barrier.</summary>
    public double UpAndOut(double spot, double strike, double barrier)
    {
        double low = -9 * deviation * Math.Sqrt(dates);
        var (nodes, weights) = Pieces([low, Math.Log(strike / spot), Math.Log(barrier / spot)]);
        double[] alive = [.. nodes.Select(density)];
        var step = Step(nodes, weights);
        double[] next = new double[nodes.Length];
        for (int date = 1; date < dates; date++)
        {
            for (int i = 0; i < next.Length; i++)
            {
                var (first, share) = step[i];
                double sum = 0;
                for (int j = 0; j < share.Length; j++)
                {
                    sum += share[j] * alive[first + j];
                }

                next[i] = sum;
            }

            (alive, next) = (next, alive);
        }

        double price = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            price += weights[i] * alive[i] * Math.Max(spot * Math.Exp(nodes[i]) - strike, 0);
        }

        return Math.Exp(-rate * time) * price;
    }

    /// <summary>For every node the shares of the nodes within nine deviations of a step.</summary>
    private (int First, double[] Share)[] Step(double[] nodes, double[] weights) =>
        [
            .. nodes.Select(to =>
            {
                int first = Array.FindIndex(nodes, from => from > to - 9 * deviation);
                int last = Array.FindLastIndex(nodes, from => from < to + 9 * deviation);
                return (first, Enumerable.Range(first, last + 1 - first).Select(j => weights[j] * density(to - nodes[j])).ToArray());
            }),
        ];

    /// <summary>Gauss points of pieces that end where the payoff or the barrier breaks the integrand.</summary>
    private (double[] Nodes, double[] Weights) Pieces(double[] ends)
    {
        var (points, shares) = GaussLegendre.Compute(PointsOfPiece);
        var nodes = new List<double>();
        var weights = new List<double>();
        for (int part = 0; part + 1 < ends.Length; part++)
        {
            int count = (int)Math.Ceiling((ends[part + 1] - ends[part]) / (DeviationsOfPiece * deviation));
            double half = (ends[part + 1] - ends[part]) / (2 * count);
            for (int piece = 0; piece < count; piece++)
            {
                double middle = ends[part] + (2 * piece + 1) * half;
                nodes.AddRange(points.Select(point => middle + half * point));
                weights.AddRange(shares.Select(share => half * share));
            }
        }

        return ([.. nodes], [.. weights]);
    }
}
