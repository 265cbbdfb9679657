namespace ItoSharp;

/// <summary>The variance-exploding process: <c>alpha = 1</c>, <c>sigma = SigmaMin (SigmaMax / SigmaMin)^t</c>.</summary>
/// <remarks>
/// Song and Ermon, "Generative Modeling by Estimating Gradients of the Data Distribution" (NeurIPS 2019), as the SDE of Song et
/// al., "Score-Based Generative Modeling through Stochastic Differential Equations" (ICLR 2021), equation 9. By their convention
/// sigma(0) = SigmaMin and not 0: the data are taken to carry that noise already.
/// </remarks>
/// <param name="SigmaMin">The noise scale at t = 0.</param>
/// <param name="SigmaMax">The noise scale at t = 1.</param>
[Process(MinTime = 1e-5)]
public sealed partial record VarianceExploding(double SigmaMin = 0.01, double SigmaMax = 50)
{
    /// <inheritdoc/>
    public double Alpha(double t) => 1;

    /// <inheritdoc/>
    public double Sigma(double t) => SigmaMin * Math.Pow(SigmaMax / SigmaMin, t);
}
