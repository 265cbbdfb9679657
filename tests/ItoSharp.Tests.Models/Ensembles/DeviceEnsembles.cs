namespace ItoSharp.Tests.Models.Devices;

/// <summary>Stochastic volatility whose variance is truncated at zero, with names that mean something in C.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Volatility(double Mu = 0.02, double kernel = 1.5, double Theta = 0.5, double ξ = 0.9, double half = -0.7)
{
    public readonly record struct State(double S, [Domain(Min = 0, On = Boundary.FullTruncation)] double V);

    State Drift(State x) => new(Mu * x.S, kernel * (Theta - x.V));

    [Noise]
    State Price(State x) => new(Math.Sqrt(x.V) * x.S, 0);

    [Noise]
    State Variance(State x) => new(0, ξ * Math.Sqrt(x.V));

    [Correlation(nameof(Price), nameof(Variance))]
    double Correlation => half;
}

[Ensemble<Volatility, ItoEuler>(Precision = Precision.Single)]
public sealed partial class VolatilitySingle
{
    [Observable]
    static double Call(Volatility.State x, double strike) => Math.Max(x.S - strike, 0);

    [Observable]
    static double BarrierCall(Volatility.State x, double strike, bool knockedOut) => knockedOut ? 0 : Math.Max(x.S - strike, 0);

    [Stop]
    static bool KnockedOut(Volatility.State x, double barrier) => x.S >= 1 + 0.1 * barrier;
}

[Ensemble<Volatility, EulerHeun>(Precision = Precision.Double)]
public sealed partial class VolatilityDouble
{
    [Stop]
    static bool Low(Volatility.State x, double t, double float4) => x.S < 0.2 * float4 + 0.1 * t;
}

/// <summary>Two noises that do not commute and whose second normals the method uses.</summary>
[Ensemble<Orders.Additive, Sra1>(Precision = Precision.Single)]
public sealed partial class AdditiveSingle;

/// <summary>Further normals in float.</summary>
[Ensemble<Orders.General, Ri6>(Precision = Precision.Single)]
public sealed partial class GeneralSingle;

/// <summary>Absorption and reflection in float.</summary>
[Ensemble<Emitted.Absorbed, ItoEuler>(Precision = Precision.Single)]
public sealed partial class AbsorbedSingle;

[Ensemble<Emitted.Mirrored, ItoEuler>(Precision = Precision.Single)]
public sealed partial class MirroredSingle;

/// <summary>x' = x^2 with noise: some paths leave every number behind.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Exploding(double Rate = 40)
{
    public readonly record struct State(double X);

    State Drift(State x) => new(Rate * x.X * x.X);

    [Noise]
    State Only(State x) => new(0.5);
}

[Ensemble<Exploding, ItoEuler>(Precision = Precision.Single)]
public sealed partial class ExplodingPaths;
