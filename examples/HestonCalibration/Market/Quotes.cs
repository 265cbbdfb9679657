using HestonPricing.Fourier;
using ItoSharp;

namespace HestonCalibration.Market;

/// <summary>Implied volatilities by maturity and strike, as a market would quote them.</summary>
/// <param name="Spot">S at the start.</param>
/// <param name="Rate">The rate a year.</param>
/// <param name="Volatilities">Those of the first maturity by strike, then those of the next.</param>
internal sealed record Quotes(double Spot, double Rate, double[] Volatilities)
{
    /// <summary>The maturities, years.</summary>
    public static readonly double[] Maturities = [0.25, 0.5, 1, 2];

    /// <summary>The strikes: two puts, then three calls, none far in the money.</summary>
    public static readonly double[] Strikes = [80, 90, 100, 110, 120];

    /// <summary>The quotes' standard error: 0.2 points of volatility.</summary>
    public const double Noise = 0.002;

    // Of a price of tens: a volatility to 1e-9 of a point.
    private const double Tolerance = 1e-11;

    /// <summary>The number of quotes.</summary>
    public static int Count => Maturities.Length * Strikes.Length;

    /// <summary>Whether the option of a strike is a put.</summary>
    public static bool IsPut(int strike) => Strikes[strike] < 100;

    /// <summary>The forward at a maturity.</summary>
    public double Forward(double time) => Spot * Math.Exp(Rate * time);

    /// <summary>The quotes of a model's exact prices, with normal noise drawn by a seed.</summary>
    public static Quotes Of(HestonLaw law, double spot, ulong seed)
    {
        var noise = new double[Count];
        NormalTiles.Fill(LaneWidth.Scalar, seed, 0, 0, Count, noise);
        double[] exact = Exact(law, spot);
        return new(spot, law.Rate, [.. exact.Select((volatility, i) => volatility + Noise * noise[i])]);
    }

    /// <summary>The volatilities of a model's exact prices.</summary>
    public static double[] Exact(HestonLaw law, double spot) =>
        [.. Maturities.SelectMany(time => Strikes.Select(strike => Exact(law, spot, time, strike)))];

    /// <summary>The volatility of one exact price.</summary>
    public static double Exact(HestonLaw law, double spot, double time, double strike)
    {
        double forward = spot * Math.Exp(law.Rate * time);
        double call = EuropeanOption.Call(law, spot, strike, time, discount: 0, Tolerance);
        bool isPut = strike < forward;
        return Black.Volatility(forward, strike, time, isPut ? call - forward + strike : call, isPut);
    }
}
