// ITO0105: MR-Sampler takes alpha from the cumulated theta and sigma from the shifted one: no kernel of one equation where theta varies.
using ItoSharp;

[Process(MinTime = 0.05)]
public sealed partial record MeanRevertingShifted(double Slope = 4, double Shift = 0.01)
{
    double Theta(double t) => Slope * t;

    double Cumulated(double t) => 0.5 * Slope * t * t;

    double Drift(double t) => -Theta(t);

    double Diffusion(double t) => Math.Sqrt(2 * Theta(t));

    double Alpha(double t) => Math.Exp(-Cumulated(t));

    double Sigma(double t) => Math.Sqrt(1 - Math.Exp(-2 * Cumulated(t - Shift)));
}
