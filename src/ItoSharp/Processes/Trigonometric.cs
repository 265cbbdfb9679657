namespace ItoSharp;

/// <summary>The interpolant of constant angular speed: <c>alpha = cos(pi t / 2)</c>, <c>sigma = sin(pi t / 2)</c>.</summary>
/// <remarks>
/// Albergo and Vanden-Eijnden, "Building Normalizing Flows with Stochastic Interpolants" (ICLR 2023); the cosine process of Salimans and Ho
/// (ICLR 2022) and TrigFlow of Lu and Song (ICLR 2025). alpha vanishes at t = 1.
/// </remarks>
[Process(MinTime = 0, MaxTime = 1)]
public sealed partial record Trigonometric
{
    /// <inheritdoc/>
    public double Alpha(double t) => Math.Cos(Math.PI / 2 * t);

    /// <inheritdoc/>
    public double Sigma(double t) => Math.Sin(Math.PI / 2 * t);
}
