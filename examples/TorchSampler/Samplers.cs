using ItoSharp;

namespace TorchSampler;

/// <summary>The probability-flow ODE. Because the project references TorchSharp, <c>RingOde.Torch</c> is generated as well.</summary>
[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis)]
public sealed partial class RingOde;

/// <summary>The same plan with noise.</summary>
[Sampler<VpLinear, SdeDpmSolverPP2M>]
public sealed partial class RingSde;
