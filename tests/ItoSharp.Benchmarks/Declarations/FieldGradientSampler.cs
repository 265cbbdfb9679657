using ItoSharp;

namespace ItoSharp.Benchmarks.Declarations;

/// <summary>One step, so that every way is there.</summary>
[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact | Gradients.Reversible | Gradients.AdjointDeis, Precision = Precision.Double)]
internal sealed partial class FieldGradientSampler;
