// ITO0102: 1 / 3 is 0 in C#.
using ItoSharp;

[Process]
public sealed partial record Third
{
    double Drift(double t) => -(1 / 3) * t;

    double Diffusion(double t) => 1;
}
