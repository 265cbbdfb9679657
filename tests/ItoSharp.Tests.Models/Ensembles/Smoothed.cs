namespace ItoSharp.Tests.Models.Smoothed;

/// <summary>The logarithm of a share's price, on which Euler's step is exact.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record LogPrice(double Mu = 0.05, double Sigma = 0.2)
{
    public readonly record struct State(double X);

    State Drift(State s) => new(Mu - 0.5 * Sigma * Sigma);

    [Noise]
    State Own(State s) => new(Sigma);
}

[Ensemble<LogPrice, ItoEuler>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class LogPricePaths
{
    [Observable(Gradient = ObservableGradient.Smoothed)]
    static double Digital(LogPrice.State s, double strike) => Math.Exp(s.X) > strike ? 1 : 0;

    [Observable]
    static double Call(LogPrice.State s, double strike) => Math.Max(Math.Exp(s.X) - strike, 0);
}

/// <summary>Nothing moves: a mean over starts on a fine grid is an integral over them.</summary>
[Sde(Interpretation.Ito)]
public sealed partial record Resting(double Rate = 0)
{
    public readonly record struct State(double Z);

    State Drift(State s) => new(Rate);
}

/// <summary>Integrands: the density of a normal number times what jumps in it.</summary>
[Ensemble<Resting, ClassicalRk4>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class Integrals
{
    [Observable(Gradient = ObservableGradient.Smoothed)]
    static double Digital(Resting.State s, double mean, double spread, double strike) =>
        Math.Exp(-0.5 * s.Z * s.Z) * (Math.Exp(mean + spread * s.Z) > strike ? 1 : 0);

    [Observable(Gradient = ObservableGradient.Smoothed)]
    static double Asset(Resting.State s, double mean, double spread, double low, double high) =>
        Math.Exp(-0.5 * s.Z * s.Z)
        * (mean + spread * s.Z > low && !(mean + spread * s.Z > high) ? Math.Exp(mean + spread * s.Z) : 0.5 * (mean + spread * s.Z));

    [Observable(Gradient = ObservableGradient.Smoothed)]
    static double Side(Resting.State s, double mean, double spread) => Math.Exp(-0.5 * s.Z * s.Z) * Math.Sign(mean + spread * s.Z);
}
