// ITO0108: a cosine schedule run beyond its quarter period.
using ItoSharp;

[Process]
public sealed partial record CosineTooFar
{
    double Alpha(double t) => Math.Cos(2 * t);

    double Sigma(double t) => Math.Sin(2 * t);
}
