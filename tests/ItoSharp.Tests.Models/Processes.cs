namespace ItoSharp.Tests.Models;

/// <summary>Neither integral has a closed form: both scales come from quadrature.</summary>
[Process]
public sealed partial record Wavy(double Rate = 1, double Bend = 0.5)
{
    double Drift(double t) => -Rate * Math.Exp(Bend * Math.Sin(3 * t));

    double Diffusion(double t) => Math.Sqrt(1 + Bend * t * t);
}

/// <summary>alpha has a closed form, sigma none.</summary>
[Process(MeanReverting = true)]
public sealed partial record Gusty(double Rate = 0.7, double Bend = 0.4)
{
    double Drift(double t) => -Rate;

    double Diffusion(double t) => Math.Exp(Bend * Math.Sin(5 * t));
}

/// <summary>Parameter names that emitted code could confuse with its own.</summary>
[Process(MaxTime = 3)]
public sealed partial record Awkward(double @class, double v0 = 0.5, double cotangent = 0.25, double émile = 2)
{
    double Drift(double t) => -@class / (v0 + t);

    double Diffusion(double t) => Math.Sqrt(cotangent * émile);
}
