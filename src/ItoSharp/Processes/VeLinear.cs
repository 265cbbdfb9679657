namespace ItoSharp;

/// <summary>Brownian noise: <c>alpha = 1</c>, <c>sigma = sqrt(t)</c>, so that the variance is the time.</summary>
/// <remarks>
/// The "VE" column of Karras, Aittala, Aila and Laine, "Elucidating the Design Space of Diffusion-Based Generative Models" (NeurIPS 2022),
/// table 1, with its noise levels .02 and 100 as the default ends.
/// </remarks>
[Process(MinTime = 0.02 * 0.02, MaxTime = 100 * 100)]
public sealed partial record VeLinear
{
    double Drift(double t) => 0;

    double Diffusion(double t) => 1;
}
