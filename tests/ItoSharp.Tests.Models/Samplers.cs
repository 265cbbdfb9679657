namespace ItoSharp.Tests.Models;

[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpDdim;

[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpDpm2M;

[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis)]
public sealed partial class VpDpm2MSingle;

[Sampler<VpLinear, SdeDpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpSdeDpm2M;

[Sampler<VpLinear, UniPC2>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpUniPC2;

[Sampler<VpLinear, SaSolverP2C2>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpSa;

[Sampler<VpLinear, RhoRkHeun>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpHeun;

[Sampler<VpLinear, DeisRhoAB2>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpRhoAB2;

/// <summary>SDE-DPM-Solver-1: one node in noise form.</summary>
[ExponentialMultistep(Order = 1, Predict = Prediction.Noise, Noise = Stochasticity.Tau)]
public sealed partial record SdeNoise1(double Tau = 1);

/// <summary>Exponential Adams-Bashforth with two nodes: DPM-Solver++ 2M in its Taylor form.</summary>
[ExponentialMultistep(Order = 2, History = 2)]
public sealed partial class Adams2;

/// <summary>Three nodes: the corrected DPM-Solver++ 3M.</summary>
[ExponentialMultistep(Order = 3, History = 3)]
public sealed partial class Adams3;

/// <summary>Two-node predictor, three-node corrector.</summary>
[ExponentialMultistep(Order = 3, History = 2, Corrector = 3)]
public sealed partial class AdamsP2C3;

/// <summary>Three-node predictor, four-node corrector.</summary>
[ExponentialMultistep(Order = 4, History = 3, Corrector = 4)]
public sealed partial class AdamsP3C4;

[Sampler<VpLinear, SdeNoise1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpSdeNoise1;

[Sampler<VpLinear, Adams2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpTaylor2M;

[Sampler<VpLinear, Adams3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdams3;

[Sampler<VpLinear, AdamsP2C3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdamsP2C3;

[Sampler<VpLinear, AdamsP3C4>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdamsP3C4;
