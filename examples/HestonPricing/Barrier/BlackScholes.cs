namespace HestonPricing.Barrier;

/// <summary>Closed prices at constant volatility: what Heston's model is at xi = 0 and V = theta.</summary>
/// <param name="Rate">r, a year: drift and discount.</param>
/// <param name="Volatility">sigma, the square root of a year's variance.</param>
/// <param name="Time">T, years.</param>
internal sealed record BlackScholes(double Rate, double Volatility, double Time)
{
    // -zeta(1/2) / sqrt(2 pi): the mean overshoot of a normal random walk over a distant barrier, in units of its step's deviation.
    private const double Overshoot = 0.5825971579390106;

    /// <summary>The price of a European call.</summary>
    public double Call(double spot, double strike) =>
        spot * NormalLaw.Below(Distance(spot, strike) + Width) - Discounted(strike) * NormalLaw.Below(Distance(spot, strike));

    /// <summary>The price of a call that is lost once S, watched at every moment, reaches the barrier.</summary>
    /// <remarks>
    /// By images: if W(S) prices the payoff cut off at the barrier H, then W(S) - (S / H)^(1 - 2 r / sigma^2) W(H^2 / S) vanishes on
    /// S = H and has the payoff below it.
    /// </remarks>
    public double UpAndOutCall(double spot, double strike, double barrier)
    {
        if (spot >= barrier || strike >= barrier)
        {
            return 0;
        }

        double Cut(double s) => Call(s, strike) - Call(s, barrier) - (barrier - strike) * Digital(s, barrier);
        double power = 1 - 2 * Rate / (Volatility * Volatility);
        return Cut(spot) - Math.Pow(spot / barrier, power) * Cut(barrier * barrier / spot);
    }

    /// <summary>The same watched at <paramref name="dates"/> equidistant dates: the barrier moves away by the mean overshoot.</summary>
    /// <remarks>
    /// M. Broadie, P. Glasserman and S. Kou, Mathematical Finance 7 (1997): H exp(0.5826 sigma sqrt(T / m)); the error is o(1 / sqrt m),
    /// and grows as the spot comes near the barrier.
    /// </remarks>
    public double WatchedUpAndOutCall(double spot, double strike, double barrier, int dates) =>
        UpAndOutCall(spot, strike, barrier * Math.Exp(Overshoot * Volatility * Math.Sqrt(Time / dates)));

    private double Width => Volatility * Math.Sqrt(Time);

    private double Discounted(double amount) => amount * Math.Exp(-Rate * Time);

    private double Digital(double spot, double strike) => Discounted(NormalLaw.Below(Distance(spot, strike)));

    private double Distance(double spot, double strike) =>
        (Math.Log(spot / strike) + (Rate - 0.5 * Volatility * Volatility) * Time) / Width;
}
