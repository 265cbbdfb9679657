// ITO0105: MR-Sampler takes alpha from the cumulated theta and sigma from the shifted one: not the kernel of its own equation.
using ItoSharp;

[Process(MinTime = 0.05)]
public sealed partial record MeanRevertingShifted(double Theta = 2, double Shift = 0.01)
{
    double Drift(double t) => -Theta;

    double Diffusion(double t) => Math.Sqrt(2 * Theta);

    double Alpha(double t) => Math.Exp(-Theta * t);

    double Sigma(double t) => Math.Sqrt(1 - Math.Exp(-2 * Theta * (t - Shift)));
}
