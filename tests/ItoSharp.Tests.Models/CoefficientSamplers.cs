namespace ItoSharp.Tests.Models;

/// <summary>One node, and a memory of five predictions for tables.</summary>
[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 5)]
public sealed partial class VpDdimMemory;

/// <summary>In float, as an application would fit it.</summary>
[Sampler<VpLinear, Ddim>(Memory = 3)]
public sealed partial class VpDdimMemorySingle;

[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 4)]
public sealed partial class VpDpm2MMemory;

/// <summary>A corrector folded into rows that a table lengthens.</summary>
[Sampler<VpLinear, SaSolverP2C2>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 4)]
public sealed partial class VpSaMemory;

/// <summary>Runge-Kutta steps fill the memory of a multistep plan.</summary>
[Sampler<VpLinear, RhoAB2StartedByKutta>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 4)]
public sealed partial class VpRhoAB2KuttaMemory;

/// <summary>A mean that tables must leave consistent.</summary>
[Sampler<IrSde, SdeDpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 3)]
public sealed partial class IrSdeDpm2MMemory;

/// <summary>A level in noise form.</summary>
[Sampler<IrSde, SdeNoise1>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 2)]
public sealed partial class IrSdeNoise1Memory;

/// <summary>From alpha = 0 and to sigma = 0.</summary>
[Sampler<RectifiedFlow, Ddim>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 3)]
public sealed partial class FlowDdimMemory;

/// <summary>A predictor and corrector whose level is any function of time.</summary>
[ExponentialMultistep(History = 2, Corrector = 2, Noise = Stochasticity.Tau)]
public sealed partial class SaByStep(Func<double, double> tau)
{
    /// <summary>tau on a step that ends at a time.</summary>
    public double Tau(double t) => tau(t);
}

/// <summary>One node in noise form, likewise.</summary>
[ExponentialMultistep(Predict = Prediction.Noise, Noise = Stochasticity.Tau)]
public sealed partial class NoiseByStep(Func<double, double> tau)
{
    /// <summary>tau on a step that ends at a time.</summary>
    public double Tau(double t) => tau(t);
}

[Sampler<VpLinear, SaByStep>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpSaByStep;

[Sampler<VpLinear, NoiseByStep>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpNoiseByStep;

/// <summary>Damped predictions.</summary>
[Sampler<VpLinear, Ghvb2>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 3)]
public sealed partial class VpGhvb2Memory;

/// <summary>Weights that are integrals in time.</summary>
[Sampler<VpLinear, DeisTAB2>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpTab2Weights;

/// <summary>Weights that are integrals of a noise scale.</summary>
[Sampler<IrSde, ErSde2>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 3)]
public sealed partial class IrSdeErSde2Memory;

/// <summary>A step that first goes back towards noise.</summary>
[Sampler<IrSde, EdmStochastic>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class IrSdeChurnedHeun;

/// <summary>A level of its own kind.</summary>
[Sampler<VpLinear, DiffVcMaximumLikelihood>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 2)]
public sealed partial class VpDiffVcMemory;

/// <summary>A one-stage method keeps a memory like any one-node plan.</summary>
[Sampler<VpLinear, Euler>(Gradients = Gradients.Exact, Precision = Precision.Double, Memory = 2)]
public sealed partial class VpEulerMemory;
