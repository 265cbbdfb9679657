namespace ItoSharp.Tests.Models.Orders;

/// <summary>Additive noise that depends on time, a drift that is neither linear nor autonomous nor symmetric.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Additive
{
    public readonly record struct State(double X, double Y);

    State Drift(State x, double t) => new(Math.Sin(t) + x.Y - x.X, -Math.Sin(x.X) - 0.5 * x.Y * (1 + t));

    [Noise]
    State First(State x, double t) => new(0.5 * (1 + t), 0.3);

    [Noise]
    State Second(State x, double t) => new(0, 0.4 * Math.Cos(t));
}

/// <summary>Diagonal noise with time in it.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Diagonal
{
    public readonly record struct State(double X, double Y);

    State Drift(State x, double t) => new(-0.5 * x.X + 0.3 * Math.Sin(x.Y), 0.2 * x.X * t - 0.4 * x.Y);

    [Noise]
    State First(State x, double t) => new(0.4 * Math.Sin(x.X) * (1 + 0.5 * t), 0);

    [Noise]
    State Second(State x) => new(0, 0.5 * Math.Sqrt(1 + x.Y * x.Y));
}

/// <summary>One noise on both components, read in Stratonovich's sense.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record Scalar
{
    public readonly record struct State(double X, double Y);

    State Drift(State x, double t) => new(-0.5 * x.X + 0.3 * x.Y * t, 0.2 * Math.Cos(x.X) - 0.4 * x.Y);

    [Noise]
    State Only(State x, double t) => new(0.4 * Math.Sin(x.Y) * (1 + 0.5 * t), 0.3 * x.X);
}

/// <summary>Two noises that commute though neither is diagonal: a growth and a turn of the plane.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Commutative
{
    public readonly record struct State(double X, double Y);

    State Drift(State x, double t) => new(-0.5 * x.X + 0.3 * Math.Sin(x.Y + t), 0.2 * x.X - 0.4 * x.Y);

    [Noise]
    State Growth(State x) => new(0.3 * x.X, 0.3 * x.Y);

    [Noise]
    State Turn(State x, double t) => new(-0.4 * x.Y * (1 + 0.5 * t), 0.4 * x.X * (1 + 0.5 * t));
}

/// <summary>Two correlated noises that do not commute.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record General(double Rho = 0.4)
{
    public readonly record struct State(double X, double Y);

    State Drift(State x, double t) => new(-0.5 * x.X + 0.3 * Math.Sin(x.Y + t), 0.2 * x.X - 0.4 * x.Y);

    [Noise]
    State First(State x) => new(0.4 * x.Y, 0.1 * Math.Sin(x.X));

    [Noise]
    State Second(State x, double t) => new(0.2, 0.5 * x.X * (1 + 0.5 * t));

    [Correlation(nameof(First), nameof(Second))]
    double Correlation => Rho;
}

/// <summary>A drift that grows faster than linearly, where Euler and Maruyama's method diverges from far out.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Cubic
{
    public readonly record struct State(double X);

    State Drift(State x, double t) => new(x.X * (1 - x.X * x.X) + 0.2 * Math.Sin(t));

    [Noise]
    State Only(State x) => new(0.5 * x.X);
}

/// <summary>Kinetic Langevin in a double well with a force that depends on time.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Kinetic(double Friction = 1, double Temperature = 0.5)
{
    public readonly record struct State(double Q, double P);

    State Drift(State x) => new(x.P, -4 * x.Q * (x.Q * x.Q - 1) - Friction * x.P);

    [Noise]
    State Heat(State x) => new(0, Math.Sqrt(2 * Friction * Temperature));
}

/// <summary>Lorenz's equations.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Lorenz
{
    public readonly record struct State(double X, double Y, double Z);

    State Drift(State s, double t) => new(10 * (s.Y - s.X), s.X * (28 - s.Z) - s.Y + Math.Sin(t), s.X * s.Y - 8.0 / 3 * s.Z);
}
