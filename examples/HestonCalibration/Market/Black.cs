using HestonPricing.Barrier;

namespace HestonCalibration.Market;

/// <summary>Black's formula on a forward, without discounting.</summary>
internal static class Black
{
    /// <summary>The price of a call, or of a put.</summary>
    public static double Price(double forward, double strike, double time, double volatility, bool isPut)
    {
        double width = volatility * Math.Sqrt(time);
        double distance = Math.Log(forward / strike) / width - 0.5 * width;
        return isPut
            ? strike * NormalLaw.Below(-distance) - forward * NormalLaw.Below(-distance - width)
            : forward * NormalLaw.Below(distance + width) - strike * NormalLaw.Below(distance);
    }

    /// <summary>How either price moves with the volatility.</summary>
    public static double Vega(double forward, double strike, double time, double volatility)
    {
        double width = volatility * Math.Sqrt(time);
        return forward * Math.Sqrt(time) * NormalLaw.Density(Math.Log(forward / strike) / width + 0.5 * width);
    }

    /// <summary>The volatility of a price, by Newton's method within a shrinking bracket.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No volatility between 0.1 % and 500 % has this price.</exception>
    public static double Volatility(double forward, double strike, double time, double price, bool isPut)
    {
        (double low, double high) = (0.001, 5);
        if (!(Price(forward, strike, time, low, isPut) < price && price < Price(forward, strike, time, high, isPut)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(price),
                price,
                FormattableString.Invariant(
                    $"an option on a forward of {forward} struck at {strike} costs something else at every volatility from 0.1 % to 500 %"
                )
            );
        }

        double volatility = 0.3;
        for (int i = 0; i < 100; i++)
        {
            double excess = Price(forward, strike, time, volatility, isPut) - price;
            (low, high) = excess > 0 ? (low, volatility) : (volatility, high);
            double next = volatility - excess / Vega(forward, strike, time, volatility);
            next = next > low && next < high ? next : 0.5 * (low + high);
            if (Math.Abs(next - volatility) < 1e-14)
            {
                return next;
            }

            volatility = next;
        }

        return volatility;
    }
}
