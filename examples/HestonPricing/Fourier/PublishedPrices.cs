namespace HestonPricing.Fourier;

/// <summary>Prices from the literature, which the oracle must meet before it judges anything.</summary>
internal static class PublishedPrices
{
    /// <summary>A published price of a European call on a spot of 100 over a year.</summary>
    public sealed record Price(string Source, HestonLaw Law, double Strike, double Time, double Discount, double Call, double Digits);

    // Alan Lewis's reference values, 40 digits of which are in QuantLib's tests (hestonmodel.cpp): interest 1 %, dividend 2 %.
    private static readonly HestonLaw Lewis = new(Rate: -0.01, Kappa: 4, Theta: 0.25, Xi: 1, Rho: -0.5, Variance: 0.04);

    // F. Fang and C. Oosterlee, SIAM J. Sci. Comput. 31 (2008), section 5.2: Feller's condition fails.
    private static readonly HestonLaw Fang = new(Rate: 0, Kappa: 1.5768, Theta: 0.0398, Xi: 0.5751, Rho: -0.5711, Variance: 0.0175);

    /// <summary>All of them; Digits is half a unit of the last digit that is trusted.</summary>
    public static IReadOnlyList<Price> All { get; } =
    [
        new("Lewis", Lewis, 80, 1, 0.01, 26.774758743998854221, 1e-11),
        new("Lewis", Lewis, 90, 1, 0.01, 20.933349000596710388, 1e-11),
        new("Lewis", Lewis, 100, 1, 0.01, 16.070154917028834278, 1e-11),
        new("Lewis", Lewis, 110, 1, 0.01, 12.132211516709844868, 1e-11),
        new("Lewis", Lewis, 120, 1, 0.01, 9.0249134834578356366, 1e-11),
        new("Fang and Oosterlee", Fang, 100, 1, 0, 5.785155450, 3e-8),
        new("Fang and Oosterlee", Fang, 100, 10, 0, 22.318945791474590, 1e-9),
    ];
}
