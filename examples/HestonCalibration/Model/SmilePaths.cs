using HestonPricing.Simulation;
using ItoSharp;

namespace HestonCalibration.Model;

// Where 2 kappa theta < xi^2 the derivatives along the paths have no variance; every evaluation looks for that (HasHeavyTail).
#pragma warning disable ITO0447

/// <summary>Paths of Heston's model, what five options pay, and the derivatives of both.</summary>
[Ensemble<Heston, ItoEuler>(Precision = Precision.Single, Gradients = Gradients.Exact)]
public sealed partial class SmilePaths
{
    [Observable]
    static double FarPut(Heston.State x, double strike) => Math.Max(strike - x.S, 0);

    [Observable]
    static double NearPut(Heston.State x, double strike) => Math.Max(strike - x.S, 0);

    [Observable]
    static double Middle(Heston.State x, double strike) => Math.Max(x.S - strike, 0);

    [Observable]
    static double NearCall(Heston.State x, double strike) => Math.Max(x.S - strike, 0);

    [Observable]
    static double FarCall(Heston.State x, double strike) => Math.Max(x.S - strike, 0);

    /// <summary>The options by strike.</summary>
    public static IReadOnlyList<string> Options { get; } =
    [nameof(FarPut), nameof(NearPut), nameof(Middle), nameof(NearCall), nameof(FarCall)];
}
