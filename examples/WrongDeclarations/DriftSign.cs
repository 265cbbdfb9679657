// ITO0105 ITO0105: the docstring of SGMSE's OUVE process has the drift's sign wrong; its kernel e^(-gamma t) belongs to -gamma.
using ItoSharp;

[Process(MinTime = 0.03)]
public sealed partial record OuveDocstring(double Gamma = 1.5)
{
    double Drift(double t) => Gamma;

    double Diffusion(double t) => Math.Sqrt(2 * Gamma);

    double Alpha(double t) => Math.Exp(-Gamma * t);

    double Sigma(double t) => Math.Sqrt(1 - Math.Exp(-2 * Gamma * t));
}
