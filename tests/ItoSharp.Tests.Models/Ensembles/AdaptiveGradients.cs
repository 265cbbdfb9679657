namespace ItoSharp.Tests.Models.Adaptive;

/// <summary>A driven pendulum whose friction grows with its angle: time in the equation, a Jacobian that is not symmetric.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Driven(double Pull = 1.3, double Friction = 0.2, double Force = 0.7)
{
    public readonly record struct State(double X, double V);

    State Drift(State s, double t) => new(s.V, -Pull * Math.Sin(s.X) - Friction * s.V * (1 + s.X * s.X) + Force * Math.Cos(Pull * t));
}

[Ensemble<Driven, Tsit5>(Gradients = Gradients.Exact, Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class DrivenTsit5
{
    [Observable]
    static double Shape(Driven.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.V;
}

[Ensemble<Driven, BogackiShampine>(Gradients = Gradients.Exact, Stepping = Stepping.Adaptive)]
public sealed partial class DrivenSingle
{
    [Observable]
    static double Shape(Driven.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.V;

    [Stop]
    static bool Late(Driven.State s, double t, double last) => t > last;
}

/// <summary>X' = -2 Rate t X^2: X = X0 / (1 + Rate X0 (t^2 - t0^2)).</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Decaying(double Rate = 1)
{
    public readonly record struct State(double X);

    State Drift(State s, double t) => new(-2 * Rate * t * s.X * s.X);
}

[Ensemble<Decaying, DormandPrince54>(Gradients = Gradients.Exact, Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class DecayingPaths
{
    [Observable]
    static double Amount(Decaying.State s) => s.X;

    [Observable(Gradient = ObservableGradient.Smoothed)]
    static double Above(Decaying.State s, double level) => s.X > level ? 1 : 0;
}

/// <summary>X' = X^2 from X0 &gt; 0 is infinite at time 1 / X0.</summary>
[Ensemble<Exploding, DormandPrince54>(Gradients = Gradients.Exact, Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class ExplodingGradients
{
    [Observable]
    static double Size(Exploding.State s) => s.X;
}

[Ensemble<Geometric, Sriw1>(Gradients = Gradients.Exact, Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class GeometricGradients
{
    [Observable]
    static double Price(Geometric.State s) => s.S;
}

[Ensemble<Pendulous, Sra1>(Gradients = Gradients.Exact, Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class PendulousGradients
{
    [Observable]
    static double Shape(Pendulous.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.Y;
}

[Ensemble<Pair, StochasticHeun>(Gradients = Gradients.Exact, Precision = Precision.Double, Stepping = Stepping.Adaptive)]
public sealed partial class PairGradients
{
    [Observable]
    static double Product(Pair.State s, double t) => s.X * s.Y * t;
}

[Ensemble<Pair, StochasticHeun>(Gradients = Gradients.Exact, Stepping = Stepping.Adaptive)]
public sealed partial class PairSingleGradients
{
    [Observable]
    static double Product(Pair.State s, double t) => s.X * s.Y * t;

    [Stop]
    static bool Late(Pair.State s, double t, double last) => t > last;
}
