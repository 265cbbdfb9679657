using System.Runtime.CompilerServices;

namespace ItoSharp.Tests.Models.Systems;

/// <summary>Kinetic Langevin dynamics in the double well U = (q^2 - 1)^2 / 4.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record DoubleWell(double Friction = 1, double Temperature = 0.5)
{
    public readonly record struct State(double Q, double P);

    static double Force(double q) => q - q * q * q;

    State Drift(State x) => new(x.P, Force(x.Q) - Friction * x.P);

    [Noise]
    State Bath(State x) => new(0, Math.Sqrt(2 * Friction * Temperature));
}

/// <summary>Lorenz (1963) with additive noise.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Lorenz(double Sigma = 10, double Rho = 28, double Beta = 8.0 / 3, double Noise = 1)
{
    public readonly record struct State(double X, double Y, double Z);

    State Drift(State s) => new(Sigma * (s.Y - s.X), s.X * (Rho - s.Z) - s.Y, s.X * s.Y - Beta * s.Z);

    [Noise]
    State First(State x) => new(Noise, 0, 0);

    [Noise]
    State Second(State x) => new(0, Noise, 0);

    [Noise]
    State Third(State x) => new(0, 0, Noise);
}

/// <summary>An ordinary equation: Lorenz without noise.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record QuietLorenz(double Sigma = 10, double Rho = 28, double Beta = 8.0 / 3)
{
    public readonly record struct State(double X, double Y, double Z);

    State Drift(State s) => new(Sigma * (s.Y - s.X), s.X * (Rho - s.Z) - s.Y, s.X * s.Y - Beta * s.Z);
}

/// <summary>Lorenz-96 (1996) with 40 components and one noise that drives all.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Lorenz96(double Force = 8, double Noise = 0.1)
{
    const int N = 40;

    /// <summary>The components, round a circle.</summary>
    [InlineArray(N)]
    public struct State
    {
        double element;
    }

    State Drift(State x)
    {
        var rate = new State();
        for (int i = 0; i < N; i++)
        {
            rate[i] = (x[(i + 1) % N] - x[(i - 2 + N) % N]) * x[(i - 1 + N) % N] - x[i] + Force;
        }

        return rate;
    }

    [Noise]
    State Shake(State x)
    {
        State all = default;
        for (int i = 0; i < N; ++i)
        {
            all[i] = Noise;
        }

        return all;
    }
}

/// <summary>An Ornstein-Uhlenbeck process whose level and noise move with time.</summary>
[Sde(Interpretation.Ito, MinTime = 0, MaxTime = 10)]
public sealed partial record MovingOu(double Rate = 1.5, double Swing = 0.5, double Sigma = 0.7)
{
    public readonly record struct State(double X);

    double Level(double t) => Swing * Math.Sin(t);

    State Drift(State x, double t) => new(Rate * (Level(t) - x.X));

    [Noise]
    State W(State x, double t) => new(Sigma / (1 + t));
}

/// <summary>Two noises that commute: both scale the plane.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record Commuting(double A = 0.3, double B = 0.4)
{
    public readonly record struct State(double X, double Y)
    {
        public static State operator *(double a, State x) => new(a * x.X, a * x.Y);

        public static State operator +(State x, State y) => new(x.X + y.X, x.Y + y.Y);

        public State Turned() => new(-Y, X);
    }

    State Drift(State x) => -1.0 * x;

    [Noise]
    State Scale(State x) => A * x;

    [Noise]
    State Turn(State x) => B * x.Turned();
}

/// <summary>Two noises that do not commute, with a correlation that moves with time.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Clashing(double A = 0.3, double Rho = 0.5)
{
    public readonly record struct State(double X, double Y);

    State Drift(State x) => new(-x.X, -x.Y);

    [Noise]
    State Shear(State x) => new(A * x.Y, 0);

    [Noise]
    State Lift(State x) => x with { X = 0, Y = A * x.X };

    [Correlation(nameof(Shear), nameof(Lift))]
    double Together(double t) => Rho * Math.Exp(-t);
}

/// <summary>All that the accepted C# has: branches, switches, loops, tables, helpers, local functions.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Regimes(double Pull = 1, double Cap = 2, double Low = 0.2, double High = 0.6)
{
    public readonly record struct State(double X, double Y);

    static ReadOnlySpan<double> Weights => [1.0 / 2, 1.0 / 4, 1.0 / 8];

    State Drift(State x, double t)
    {
        double sum = 0;
        int turns = 0;
        while (true)
        {
            if (turns == Weights.Length)
            {
                break;
            }

            sum += Weights[turns] * Math.Pow(x.X, turns + 1);
            turns++;
        }

        if (x.X > Cap)
        {
            return new(-Pull, Sign(x.Y));
        }
        else if (x.X < -Cap && !(t > 1))
        {
            sum = -sum;
        }

        (double a, double b) = x;
        return new(-Pull * a + sum / 10, Sign(b) - b);
    }

    static double Sign(double y) =>
        y is > 1 or < -1 ? 0
        : y == 0 ? 0
        : y > 0 ? 1
        : -1;

    [Noise]
    State Wind(State x) =>
        new(
            x.X switch
            {
                < 0 => Low,
                >= 0 and < 1 => Low + (High - Low) * x.X,
                _ => High,
            },
            0
        );

    [Noise]
    State Rain(State x)
    {
        double Size(double y) => y > 0 ? Low : High;
        double size;
        if (x.Y > x.X)
        {
            size = Size(x.Y);
        }
        else
        {
            size = Size(x.X) / 2;
        }

        return new(size, size);
    }
}
