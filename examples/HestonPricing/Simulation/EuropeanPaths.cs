using ItoSharp;

namespace HestonPricing.Simulation;

/// <summary>Paths to the end, and what options pay there.</summary>
[Ensemble<Heston, ItoEuler>(Precision = Precision.Single)]
public sealed partial class EuropeanPaths
{
    [Observable]
    static double Low(Heston.State x, double strike) => Math.Max(x.S - strike, 0);

    [Observable]
    static double Middle(Heston.State x, double strike) => Math.Max(x.S - strike, 0);

    [Observable]
    static double High(Heston.State x, double strike) => Math.Max(x.S - strike, 0);
}
