// ITO0109: a rate that grows like 1/t towards the data has no integral from there.
using ItoSharp;

[Process]
public sealed partial record Pole
{
    double Drift(double t) => -0.5 / t;

    double Diffusion(double t) => 1;
}
