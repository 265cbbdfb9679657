using ItoSharp;

namespace FSharpConsumer.Declarations;

/// <summary>A process declared by its signal and noise scales: noise falls along a quarter of a circle.</summary>
/// <param name="Sharpness">How fast the signal goes; 1 is the plain cosine.</param>
[Process(MinTime = 0.02, MaxTime = 0.98)]
public sealed partial record QuarterCircle(double Sharpness = 1)
{
    /// <inheritdoc/>
    public double Alpha(double t) => Math.Cos(Math.PI / 2 * Math.Pow(t, Sharpness));

    /// <inheritdoc/>
    public double Sigma(double t) => Math.Sin(Math.PI / 2 * Math.Pow(t, Sharpness));
}

/// <summary>A two-node predictor with a three-node corrector, proven of order 3 while this compiles.</summary>
[ExponentialMultistep(Order = 3, History = 2, Corrector = 3)]
public sealed partial class AdamsP2C3;

/// <summary>First order, for comparison.</summary>
[Sampler<QuarterCircle, Ddim>(Precision = Precision.Double)]
public sealed partial class FirstOrder;

/// <summary>Second order.</summary>
[Sampler<QuarterCircle, DpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class SecondOrder;

/// <summary>Third order, with the exact gradient of its own steps.</summary>
[Sampler<QuarterCircle, AdamsP2C3>(Precision = Precision.Double, Gradients = Gradients.Exact)]
public sealed partial class ThirdOrder;
