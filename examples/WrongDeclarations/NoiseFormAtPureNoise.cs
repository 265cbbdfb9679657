// ITO0304: rectified flow starts at alpha = 0, where a plan in noise form divides by zero.
using ItoSharp;

[Sampler<RectifiedFlow, DpmSolver2M>]
public sealed partial class FlowSampler;
