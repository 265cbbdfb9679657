namespace ItoSharp.Tests.Models.Orders;

/// <summary>IR-SDE's formulas as a plain linear process: what its samplers must do to x - mu.</summary>
[Process]
public sealed partial record PlainIrSde(double Theta = 4.605170185988091, double SigmaInfinity = 10.0 / 255)
{
    double Drift(double t) => -Theta;

    double Diffusion(double t) => SigmaInfinity * Math.Sqrt(2 * Theta);
}

/// <summary>OUVE's formulas as a plain linear process.</summary>
[Process(MinTime = 0.03)]
public sealed partial record PlainOuve(double Stiffness = 1.5, double SigmaMin = 0.05, double SigmaMax = 0.5)
{
    double Drift(double t) => -Stiffness;

    double Diffusion(double t) => SigmaMin * Math.Pow(SigmaMax / SigmaMin, t) * Math.Sqrt(2 * Math.Log(SigmaMax / SigmaMin));
}
