namespace ItoSharp.Tests.Models.Differentiated;

/// <summary>A forced pendulum with friction: no noise, moved by the time.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Pendulum(double Friction = 0.3, double Force = 0.8)
{
    public readonly record struct State(double Angle, double Speed);

    State Drift(State s, double t) => new(s.Speed, Force * Math.Cos(1.7 * t) - Friction * s.Speed - Math.Sin(s.Angle));
}

[Ensemble<Everything, StochasticHeun>(Gradients = Gradients.Exact, Precision = Precision.Double, FreeCoefficients = true)]
public sealed partial class EverythingFree
{
    [Observable]
    static double Shape(Everything.State x, double t, double a) => Math.Sin(a * x.X) + t * x.X * x.Y;
}

[Ensemble<Everything, StochasticHeun>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class EverythingBound
{
    [Observable]
    static double Shape(Everything.State x, double t, double a) => Math.Sin(a * x.X) + t * x.X * x.Y;
}

[Ensemble<Everything, Ri6>(Gradients = Gradients.Exact, Precision = Precision.Double, FreeCoefficients = true)]
public sealed partial class EverythingWeakFree
{
    [Observable]
    static double Shape(Everything.State x, double t, double a) => Math.Sin(a * x.X) + t * x.X * x.Y;
}

[Ensemble<Pendulum, ClassicalRk4>(Gradients = Gradients.Exact, Precision = Precision.Double, FreeCoefficients = true)]
public sealed partial class PendulumFree
{
    [Observable]
    static double Height(Pendulum.State s, double t) => Math.Cos(s.Angle) + 0.2 * t * s.Speed;
}

[Ensemble<Pendulum, Heun2>(Precision = Precision.Double, FreeCoefficients = true, Gradients = Gradients.Reversible)]
public sealed partial class PendulumReversible
{
    [Observable]
    static double Height(Pendulum.State s, double t) => Math.Cos(s.Angle) + 0.2 * t * s.Speed;
}

[Ensemble<Pendulum, BogackiShampine>(
    Precision = Precision.Double,
    FreeCoefficients = true,
    Gradients = Gradients.Exact,
    Stepping = Stepping.Adaptive
)]
public sealed partial class PendulumAccepted
{
    [Observable]
    static double Height(Pendulum.State s, double t) => Math.Cos(s.Angle) + 0.2 * t * s.Speed;
}
