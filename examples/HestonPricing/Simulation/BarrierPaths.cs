using ItoSharp;

namespace HestonPricing.Simulation;

/// <summary>Paths that end at the barrier, looked at after every step; an option pays only where that did not happen.</summary>
[Ensemble<Heston, ItoEuler>(Precision = Precision.Single)]
public sealed partial class BarrierPaths
{
    [Stop]
    static bool KnockedOut(Heston.State x, double barrier) => x.S >= barrier;

    [Observable]
    static double UpAndOut(Heston.State x, double strike, bool knockedOut) => knockedOut ? 0 : Math.Max(x.S - strike, 0);
}
