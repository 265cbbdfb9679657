namespace ItoSharp.Tests.Models.Differentiated;

/// <summary>The price of a share.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Gbm(double Mu = 0.05, double Sigma = 0.2)
{
    public readonly record struct State(double S);

    State Drift(State x) => new(Mu * x.S);

    [Noise]
    State Price(State x) => new(Sigma * x.S);
}

[Ensemble<Gbm, ItoEuler>(Gradients = Gradients.Exact)]
public sealed partial class GbmSingle
{
    [Observable]
    static double Call(Gbm.State x, double strike) => Math.Max(x.S - strike, 0);
}

[Ensemble<Gbm, ItoEuler>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class GbmDouble
{
    [Observable]
    static double Call(Gbm.State x, double strike) => Math.Max(x.S - strike, 0);

    [Observable]
    static double Power(Gbm.State x, double t, double rate) => Math.Exp(-rate * t) * x.S * x.S;
}

/// <summary>Heston's equation, truncated where the variance is below 0.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Heston(double Mu = 0, double Kappa = 2, double Theta = 0.04, double Xi = 0.3, double Rho = -0.7)
{
    public readonly record struct State(double S, [Domain(Min = 0, On = Boundary.FullTruncation)] double V);

    State Drift(State x) => new(Mu * x.S, Kappa * (Theta - x.V));

    [Noise]
    State Price(State x) => new(Math.Sqrt(x.V) * x.S, 0);

    [Noise]
    State Volatility(State x) => new(0, Xi * Math.Sqrt(x.V));

    [Correlation(nameof(Price), nameof(Volatility))]
    double Correlation => Rho;
}

// 2 Kappa Theta = 0.16 is above Xi^2 = 0.09 in the tests.
#pragma warning disable ITO0447
[Ensemble<Heston, ItoEuler>(Gradients = Gradients.Exact)]
public sealed partial class HestonSingle
{
    [Observable]
    static double Call(Heston.State x, double strike) => Math.Max(x.S - strike, 0);
}

[Ensemble<Heston, ItoEuler>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class HestonDouble
{
    [Observable]
    static double Call(Heston.State x, double strike) => Math.Max(x.S - strike, 0);
}

#pragma warning restore ITO0447

/// <summary>Ended at a time of its own, with what jumps.</summary>
[Ensemble<Gbm, ItoEuler>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class GbmEnded
{
    [Stop]
    static bool Expired(Gbm.State x, double t, double expiry) => t >= expiry + 0 * x.S;

    [Observable]
    static double Square(Gbm.State x) => x.S * x.S;

    [Observable(Gradient = ObservableGradient.CommonRandomNumbers)]
    static double Digital(Gbm.State x, double strike) => x.S > strike ? 1 : 0;

    [Observable(Gradient = ObservableGradient.CommonRandomNumbers)]
    static double Bent(Gbm.State x, double strike) => Math.Max(x.S - strike, 0);

    [Observable(Gradient = ObservableGradient.None)]
    static double Unasked(Gbm.State x) => Math.Sign(x.S - 100);
}

/// <summary>Every function that lanes have, branches and time; noises that do not commute, a Jacobian that is not symmetric.</summary>
[Sde(Interpretation.Stratonovich)]
public sealed partial record Everything(double A = 0.3, double B = 1.7)
{
    public readonly record struct State(double X, double Y);

    State Drift(State s, double t)
    {
        double u = Math.Exp(-s.X * s.X) + Math.Tanh(s.Y) - Math.Sin(s.X + t) * Math.Cos(B * s.Y);
        double v = Math.Log(1 + s.X * s.X) + Math.Atan(s.Y) + Math.Sinh(A * Math.Sin(s.X)) - Math.Cosh(A * Math.Cos(s.Y));
        u += Math.Min(A, Math.Max(s.Y, -1)) * Math.Tan(0.1 * Math.Sin(s.Y));
        double w = t < 0.5 ? Math.Asin(0.5 * Math.Sin(s.X)) : Math.Acos(0.5 * Math.Cos(s.Y));
        return new(0.5 * u, 0.5 * v - 0.2 * w);
    }

    [Noise]
    State First(State s, double t) => new(0.3 * Math.Sqrt(1 + s.Y * s.Y) * (1 + B * t), 0.1);

    [Noise]
    State Second(State s) => new(0.1 * Math.Pow(1 + s.X * s.X, A), 0.2 * Math.Abs(s.Y));
}

[Ensemble<Everything, EulerHeun>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class EverythingHeun
{
    [Observable]
    static double Shape(Everything.State x, double t, double a) => Math.Sin(a * x.X) + t * x.X * x.Y;
}

[Ensemble<Everything, EulerHeun>(Gradients = Gradients.Exact)]
public sealed partial class EverythingSingle
{
    [Observable]
    static double Shape(Everything.State x, double t, double a) => Math.Sin(a * x.X) + t * x.X * x.Y;
}

[Ensemble<Everything, Ri6>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class EverythingWeak
{
    [Observable]
    static double Shape(Everything.State x, double t, double a) => Math.Sin(a * x.X) + t * x.X * x.Y;
}
