using ItoSharp;

namespace VerifyInCi;

/// <summary>A process of our own, declared by its signal and noise scales.</summary>
/// <param name="Sharpness">How late the signal goes; 1 is the plain cosine.</param>
[Process(MinTime = 0.02, MaxTime = 0.98)]
public sealed partial record LateCosine(double Sharpness = 1.2)
{
    /// <inheritdoc/>
    public double Alpha(double t) => Math.Cos(Math.PI / 2 * Math.Pow(t, Sharpness));

    /// <inheritdoc/>
    public double Sigma(double t) => Math.Sin(Math.PI / 2 * Math.Pow(t, Sharpness));
}

/// <summary>A plan of our own: a two-node predictor with a three-node corrector, order 3.</summary>
[ExponentialMultistep(Order = 3, History = 2, Corrector = 3)]
public sealed partial class PredictCorrect;

/// <summary>A two-node plan for the reverse SDE of level tau.</summary>
/// <param name="Tau">The noise level.</param>
[ExponentialMultistep(Order = 2, History = 2, Noise = Stochasticity.Tau)]
public sealed partial record NoisyTwoNodes(double Tau = 1);

/// <summary>
/// DPM-Solver++(3M) as its code has it: half the second derivative. Order = 3 would not compile; with the claim removed it does, and
/// somebody who expects three orders of it is told by the verification.
/// </summary>
[ExponentialMultistep(History = 3)]
[DerivativeEstimate(2, Factor = "1/2")]
public sealed partial class ThreeNodesAsPublished;

/// <summary>The sampler that the application ships.</summary>
[Sampler<LateCosine, PredictCorrect>]
public sealed partial class ShippedSampler;

/// <summary>Its twin in doubles, which shows orders and gradients further.</summary>
[Sampler<LateCosine, PredictCorrect>(Precision = Precision.Double, Gradients = Gradients.Exact | Gradients.AdjointDeis)]
public sealed partial class ShippedSamplerTwin;

/// <summary>The stochastic sampler.</summary>
[Sampler<LateCosine, NoisyTwoNodes>(Precision = Precision.Double, Gradients = Gradients.Exact)]
public sealed partial class NoisySampler;

/// <summary>The wrong one.</summary>
[Sampler<LateCosine, ThreeNodesAsPublished>(Precision = Precision.Double)]
public sealed partial class WrongSampler;
