namespace ItoSharp.Tests.Models.Devices;

// 2 kernel Theta = 1.5 is above ξ^2 = 0.81.
#pragma warning disable ITO0447
/// <summary>In float, with bounds, a stop by time, arguments whose names mean something in C, and observables that move with time.</summary>
[Ensemble<Volatility, ItoEuler>(Precision = Precision.Single, Gradients = Gradients.Exact)]
public sealed partial class VolatilityGradients
{
    [Observable]
    static double Shifted(Volatility.State x, double tape, double by) => Math.Sqrt(1 + Math.Pow(x.S - tape, 2)) * by;

    [Observable]
    static double Discounted(Volatility.State x, double t, double actions) => Math.Exp(-actions * t) * x.V * x.S;

    [Observable(Gradient = ObservableGradient.CommonRandomNumbers)]
    static double Digital(Volatility.State x, double tape) => x.S > tape ? 1 : 0;

    [Stop]
    static bool Over(Volatility.State x, double t, double value) => t >= 0.5 * value + 0 * x.S;
}

#pragma warning restore ITO0447

/// <summary>Forty components of an inline array, without noise.</summary>
[Ensemble<Emitted.Lorenz96, ClassicalRk4>(Gradients = Gradients.Exact)]
public sealed partial class Lorenz96Gradients
{
    [Observable]
    static double Energy(Emitted.Lorenz96.State x) => 0.5 * x[0] * x[0] + x[7] * x[39];
}

/// <summary>Some paths leave every number behind, and their derivatives with them.</summary>
[Ensemble<Exploding, ItoEuler>(Precision = Precision.Single, Gradients = Gradients.Exact)]
public sealed partial class ExplodingSingleGradients
{
    [Observable]
    static double Place(Exploding.State x) => x.X;
}
