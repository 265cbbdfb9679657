// ITO0107: sigma that falls while alpha stays: the squared diffusion would be negative.
using ItoSharp;

[Process]
public sealed partial record Falling
{
    double Alpha(double t) => 1;

    double Sigma(double t) => 2 - t;
}
