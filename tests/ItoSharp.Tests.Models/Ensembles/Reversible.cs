namespace ItoSharp.Tests.Models.Undone;

/// <summary>A driven pendulum with friction: its Jacobian is not symmetric, and it depends on time.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Pendulum(double Friction = 0.1, double Force = 0.7, double Rate = 2)
{
    public readonly record struct State(double X, double Y);

    State Drift(State s, double t) => new(s.Y, -Math.Sin(s.X) - Friction * s.Y + Force * Math.Cos(Rate * t));
}

[Ensemble<Pendulum, ReversibleHeun>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class PendulumHeun
{
    [Observable]
    static double Energy(Pendulum.State s, double t, double weight) => 0.5 * s.Y * s.Y - weight * Math.Cos(s.X) + 0.1 * t;
}

[Ensemble<Pendulum, ClassicalRk4>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class PendulumRk4
{
    [Observable]
    static double Energy(Pendulum.State s, double t, double weight) => 0.5 * s.Y * s.Y - weight * Math.Cos(s.X) + 0.1 * t;
}

/// <summary>Correlated additive noises that depend on time, a drift that turns.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record Drifting(double A = 0.8, double B = 1.3, double Rho = 0.6)
{
    public readonly record struct State(double X, double Y);

    State Drift(State s, double t) => new(-A * s.X + Math.Sin(B * s.Y) + 0.2 * Math.Cos(t), -s.Y * s.Y * s.Y + s.X);

    [Noise]
    State First(State s, double t) => new(0.4 + 0.2 * Math.Sin(B * t), 0.1);

    [Noise]
    State Second(State s, double t) => new(0, 0.3 * Math.Exp(-A * t));

    [Correlation(nameof(First), nameof(Second))]
    double Correlation => Rho;
}

[Ensemble<Drifting, ReversibleHeun>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class DriftingHeun
{
    [Observable]
    static double Shape(Drifting.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.Y;
}

[Ensemble<Drifting, Sra1>(Gradients = Gradients.Exact | Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class DriftingSra1
{
    [Observable]
    static double Shape(Drifting.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.Y;
}

/// <summary>One multiplicative noise, so that it commutes; declared in Ito's calculus, with a Jacobian of the noise that is not symmetric.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Whirl(double A = 0.5, double B = 1.1)
{
    public readonly record struct State(double X, double Y);

    State Drift(State s, double t) => new(-A * s.X + Math.Tanh(s.Y) * (1 + t), -Math.Sin(s.X) - 0.5 * s.Y);

    [Noise]
    State Only(State s, double t) => new(0.3 * Math.Sqrt(1 + s.Y * s.Y) * (1 + B * t), 0.2 * Math.Sin(A * s.X));
}

[Ensemble<Whirl, ReversibleHeun>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class WhirlHeun
{
    [Observable]
    static double Shape(Whirl.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.Y;

    [Observable]
    static double Size(Whirl.State s) => s.X * s.X + s.Y * s.Y;
}

[Ensemble<Whirl, StochasticHeun>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class WhirlCoupled
{
    [Observable]
    static double Shape(Whirl.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.Y;

    [Observable]
    static double Size(Whirl.State s) => s.X * s.X + s.Y * s.Y;
}

[Ensemble<Whirl, TaylorMilsteinStratonovich>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class WhirlMilstein
{
    [Observable]
    static double Shape(Whirl.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.Y;
}

/// <summary>Reversible Heun whose states are kept, in float, and stopped.</summary>
[Ensemble<Whirl, ReversibleHeun>(Gradients = Gradients.Exact)]
public sealed partial class WhirlKept
{
    [Observable]
    static double Shape(Whirl.State s, double t, double a) => Math.Sin(a * s.X) + t * s.X * s.Y;
}

[Ensemble<Whirl, ReversibleHeun>(Precision = Precision.Double)]
public sealed partial class WhirlStopped
{
    [Stop]
    static bool Far(Whirl.State s, double distance) => s.X * s.X + s.Y * s.Y > distance * distance;
}

/// <summary>A share with its noise beside it, so that the exact solution of every path is known.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record Share(double Mu = 0.1, double Sigma = 0.6)
{
    public readonly record struct State(double S, double W);

    State Drift(State s) => new(Mu * s.S, 0);

    [Noise]
    State Price(State s) => new(Sigma * s.S, 1);
}

[Ensemble<Share, StochasticHeun>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ShareCoupled
{
    [Observable]
    static double Price(Share.State s) => s.S;
}

[Ensemble<Share, ReversibleHeun>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ShareHeun
{
    [Observable]
    static double Price(Share.State s) => s.S;
}

/// <summary>A rate that forgets where it was.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record Forgetful(double Speed = 1)
{
    public readonly record struct State(double X);

    State Drift(State s) => new(-Speed * s.X);

    [Noise]
    State Only(State s) => new(0.5);
}

[Ensemble<Forgetful, StochasticHeun>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ForgetfulCoupled
{
    [Observable]
    static double Mean(Forgetful.State s) => s.X;
}
