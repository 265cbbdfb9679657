namespace ItoSharp;

/// <summary>The straight line between data and noise: <c>alpha = 1 - t</c>, <c>sigma = t</c>.</summary>
/// <remarks>
/// Liu, Gong and Liu, "Flow Straight and Fast: Learning to Generate and Transfer Data with Rectified Flow" (ICLR 2023); Lipman,
/// Chen, Ben-Hamu, Nickel and Le, "Flow Matching for Generative Modeling" (ICLR 2023). f is singular at t = 1, where alpha = 0
/// and lambda = -infinity.
/// </remarks>
[Process(MinTime = 0, MaxTime = 1)]
public sealed partial record RectifiedFlow
{
    /// <inheritdoc/>
    public double Alpha(double t) => 1 - t;

    /// <inheritdoc/>
    public double Sigma(double t) => t;
}
