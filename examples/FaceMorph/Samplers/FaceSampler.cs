using ItoSharp;

namespace FaceMorph.Samplers;

/// <summary>The sampler of the morphs: DPM-Solver++ 2M on VP-linear, differentiable in both ways.</summary>
[Sampler<VpLinear, DpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
internal sealed partial class FaceSampler;

/// <summary>DDIM, a plan of one step: its gradients keep no states.</summary>
[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact | Gradients.Reversible, Precision = Precision.Double)]
internal sealed partial class ReversibleFaceSampler;
