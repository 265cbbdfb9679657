namespace ItoSharp.Tests.Models.Emitted;

/// <summary>Formulas with every function that lanes have, branches and time.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record EveryFunction(double A = 0.3, double B = 1.7)
{
    public readonly record struct State(double X, double Y);

    State Drift(State s, double t)
    {
        double u = Math.Exp(-s.X * s.X) + Math.Tanh(s.Y) - Math.Sin(s.X + t) * Math.Cos(B * s.Y);
        double v = Math.Log(1 + s.X * s.X) + Math.Atan(s.Y) + Math.Sinh(A * Math.Sin(s.X)) - Math.Cosh(A * Math.Cos(s.Y));
        if (s.X > s.Y)
        {
            u -= A * Math.Abs(s.X);
        }
        else
        {
            u += Math.Min(A, Math.Max(s.Y, -1)) * Math.Tan(0.1 * Math.Sin(s.Y));
        }

        double w = t < 0.5 ? Math.Asin(0.5 * Math.Sin(s.X)) : Math.Acos(0.5 * Math.Cos(s.Y));
        return new(0.5 * u, 0.5 * v - 0.2 * w);
    }

    [Noise]
    State First(State s, double t) => new(0.3 * Math.Sqrt(1 + s.Y * s.Y) * (1 + t), 0.1);

    [Noise]
    State Second(State s) => new(0.1 * Math.Pow(1 + s.X * s.X, A), 0.2 * Math.Sign(s.Y));
}

[Ensemble<EveryFunction, EulerHeun>]
public sealed partial class EveryFunctionSingle;

[Ensemble<EveryFunction, EulerHeun>(Precision = Precision.Double)]
public sealed partial class EveryFunctionDouble;

[Ensemble<EveryFunction, Ri6>(Precision = Precision.Double)]
public sealed partial class EveryFunctionWeak;

/// <summary>Brownian motion, free.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Free
{
    public readonly record struct State(double X);

    State Drift(State x) => new(0);

    [Noise]
    State Only(State x) => new(1);
}

/// <summary>The same between two mirrors.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Mirrored
{
    public readonly record struct State([Domain(Min = 0, Max = 1, On = Boundary.Reflection)] double X);

    State Drift(State x) => new(0);

    [Noise]
    State Only(State x) => new(1);
}

/// <summary>The same until it reaches 0.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Absorbed
{
    public readonly record struct State([Domain(Min = 0, On = Boundary.Absorption)] double X);

    State Drift(State x) => new(0);

    [Noise]
    State Only(State x) => new(1);
}

[Ensemble<Free, ItoEuler>(Precision = Precision.Double)]
public sealed partial class FreePaths;

[Ensemble<Mirrored, ItoEuler>(Precision = Precision.Double)]
public sealed partial class MirroredPaths;

[Ensemble<Absorbed, ItoEuler>(Precision = Precision.Double)]
public sealed partial class AbsorbedPaths;

/// <summary>Ended at a level that may move, with what is read off at the end.</summary>
[Ensemble<Free, ItoEuler>(Precision = Precision.Double)]
public sealed partial class StoppedPaths
{
    [Stop]
    static bool Above(Free.State x, double t, double level, double slope) => x.X >= level + slope * t;

    [Stop]
    static bool Below(Free.State x, double floor) => x.X < floor;

    [Observable]
    static double Call(Free.State x, double strike, bool above) => above ? 0 : Math.Max(x.X - strike, 0);

    [Observable]
    static double Clock(Free.State x, double t) => t + 0 * x.X;
}

/// <summary>Forty components in an inline array.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Lorenz96(double Force = 8)
{
    [System.Runtime.CompilerServices.InlineArray(40)]
    public struct State
    {
        double element;
    }

    State Drift(State x)
    {
        var d = new State();
        for (int i = 0; i < 40; i++)
        {
            d[i] = (x[(i + 1) % 40] - x[(i + 38) % 40]) * x[(i + 39) % 40] - x[i] + Force;
        }

        return d;
    }
}

[Ensemble<Lorenz96, ClassicalRk4>(Precision = Precision.Double)]
public sealed partial class Lorenz96Paths;

/// <summary>Two noises whose correlation grows with time, up to where there is none such.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Entangled(double Slope = 1)
{
    public readonly record struct State(double X, double Y);

    State Drift(State s) => new(0, 0);

    [Noise]
    State First(State s) => new(1, 0);

    [Noise]
    State Second(State s) => new(0, 1);

    [Correlation(nameof(First), nameof(Second))]
    double Correlation(double t) => Slope * t;
}

[Ensemble<Entangled, ItoEuler>(Precision = Precision.Double)]
public sealed partial class EntangledPaths;
