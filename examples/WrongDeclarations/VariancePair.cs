// ITO0105: sigma = 1 - alpha is the flow's, not the variance-preserving process's sqrt(1 - alpha^2).
using ItoSharp;

[Process]
public sealed partial record VpMispaired(double Beta = 4)
{
    double Drift(double t) => -0.5 * Beta;

    double Diffusion(double t) => Math.Sqrt(Beta);

    double Alpha(double t) => Math.Exp(-0.5 * Beta * t);

    double Sigma(double t) => 1 - Math.Exp(-0.5 * Beta * t);
}
