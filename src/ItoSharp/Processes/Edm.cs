namespace ItoSharp;

/// <summary>The process of EDM, whose time is the noise scale: <c>alpha = 1</c>, <c>sigma = t</c>.</summary>
/// <remarks>
/// Karras, Aittala, Aila and Laine, "Elucidating the Design Space of Diffusion-Based Generative Models" (NeurIPS 2022), table 1,
/// with their sigma_min = .002 and sigma_max = 80 as the default times.
/// </remarks>
[Process(MinTime = 0.002, MaxTime = 80)]
public sealed partial record Edm
{
    /// <inheritdoc/>
    public double Alpha(double t) => 1;

    /// <inheritdoc/>
    public double Sigma(double t) => t;
}
