namespace ItoSharp.Tests.Models.Adaptive;

/// <summary>Lorenz's equations.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Lorenz(double Sigma = 10, double Rho = 28, double Beta = 8.0 / 3)
{
    public readonly record struct State(double X, double Y, double Z);

    State Drift(State s) => new(Sigma * (s.Y - s.X), s.X * (Rho - s.Z) - s.Y, s.X * s.Y - Beta * s.Z);
}

[Ensemble<Lorenz, Tsit5>(Stepping = Stepping.Adaptive)]
public sealed partial class LorenzTsit5Single;

[Ensemble<Lorenz, Tsit5>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class LorenzTsit5;

/// <summary>
/// A decay and a turn, both faster with time: X' = -2 t X^2, and (Y, Z) turns with angular velocity 3 t^2. From (1, 1, 0) at time 0:
/// X = 1 / (1 + t^2), Y = cos t^3, Z = sin t^3.
/// </summary>
[Sde(Interpretation.Ito)]
public sealed partial record Turning
{
    public readonly record struct State(double X, double Y, double Z);

    State Drift(State s, double t) => new(-2 * t * s.X * s.X, -3 * t * t * s.Z, 3 * t * t * s.Y);
}

[Ensemble<Turning, BogackiShampine>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class TurningBogackiShampine;

[Ensemble<Turning, DormandPrince54>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class TurningDormandPrince;

[Ensemble<Turning, Tsit5>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class TurningTsit5;

[Ensemble<Turning, Tsit5>(Stepping = Stepping.Adaptive)]
public sealed partial class TurningTsit5Single;

/// <summary>A ball thrown up, until it is down again; X' = V, V' = -g.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Thrown(double Gravity = 9.81)
{
    public readonly record struct State(double X, double V);

    State Drift(State s) => new(s.V, -Gravity - 0.05 * s.V * Math.Abs(s.V));
}

[Ensemble<Thrown, DormandPrince54>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class ThrownPaths
{
    [Observable]
    static double Energy(Thrown.State s, double gravity) => 0.5 * s.V * s.V + gravity * s.X;

    [Stop]
    static bool Down(Thrown.State s) => s.X < 0;
}

/// <summary>X' = X^2 from X0 &gt; 0 is infinite at time 1 / X0.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Exploding
{
    public readonly record struct State(double X);

    State Drift(State s) => new(s.X * s.X);
}

[Ensemble<Exploding, DormandPrince54>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class ExplodingPaths;

/// <summary>Geometric Brownian motion: S = S0 exp((mu - sigma^2 / 2) t + sigma W).</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Geometric(double Mu = 0.1, double Sigma = 0.8)
{
    public readonly record struct State(double S);

    State Drift(State s) => new(Mu * s.S);

    [Noise]
    State Price(State s) => new(Sigma * s.S);
}

[Ensemble<Geometric, ItoMilstein>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class GeometricMilstein;

[Ensemble<Geometric, Sriw1>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class GeometricSriw1;

[Ensemble<Geometric, Sriw1>(Stepping = Stepping.Adaptive)]
public sealed partial class GeometricSriw1Single
{
    [Observable]
    static double Call(Geometric.State s, double strike) => Math.Max(s.S - strike, 0);

    [Stop]
    static bool Out(Geometric.State s, double barrier) => s.S >= barrier;
}

/// <summary>W itself, to see the path behind others.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Motion
{
    public readonly record struct State(double W);

    State Drift(State s) => new(0);

    [Noise]
    State Own(State s) => new(1);
}

[Ensemble<Motion, ItoEuler>(Precision = Precision.Double)]
public sealed partial class MotionPaths;

/// <summary>
/// A pendulum's drift that grows with time, not symmetric and not linear, under additive noise that depends on time.
/// </summary>
[Sde(Interpretation.Ito)]
public sealed partial record Pendulous(double Strength = 1)
{
    public readonly record struct State(double X, double Y);

    State Drift(State s, double t) => new(-Math.Sin(s.X) * (1 + t) + s.Y, -s.X - s.Y);

    [Noise]
    State First(State s, double t) => new(Strength * (1 + 0.5 * t), 0.2);

    [Noise]
    State Second(State s, double t) => new(0.1, 0.5 * Strength);
}

[Ensemble<Pendulous, Sra1>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class PendulousSra1;

[Ensemble<Pendulous, Sra3>(Stepping = Stepping.Adaptive)]
public sealed partial class PendulousSra3Single;

[Ensemble<Pendulous, Sra3>]
public sealed partial class PendulousSra3Fixed;

/// <summary>Two states with their own noises and a drift that mixes and forgets, until X is above a level; Y is reflected at 0.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record Pair(double A = 0.5)
{
    public readonly record struct State(double X, [Domain(Min = 0, On = Boundary.Reflection)] double Y);

    State Drift(State s, double t) => new(Math.Cos(t) - s.X * s.Y, s.X - s.Y);

    [Noise]
    State OfX(State s) => new(A * Math.Sin(s.X) + 0.3, 0);

    [Noise]
    State OfY(State s) => new(0, A * s.Y);
}

[Ensemble<Pair, StochasticHeun>(Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class PairHeun
{
    [Observable]
    static double Product(Pair.State s, double t) => s.X * s.Y * t;

    [Stop]
    static bool High(Pair.State s, double level) => s.X > level;
}

[Ensemble<Pair, StochasticHeun>(Stepping = Stepping.Adaptive)]
public sealed partial class PairHeunSingle;
