using ItoSharp;

namespace FaceMorph.Samplers;

/// <summary>One declaration for each shipped plan that the error plot compares with <see cref="FaceSampler"/>'s.</summary>
[Sampler<VpLinear, Ddim>(Precision = Precision.Double)]
internal sealed partial class DdimSampler;

/// <inheritdoc cref="DdimSampler"/>
[Sampler<VpLinear, SdeDpmSolverPP2M>(Precision = Precision.Double)]
internal sealed partial class SdeDpmSampler;

/// <inheritdoc cref="DdimSampler"/>
[Sampler<VpLinear, UniPC2>(Precision = Precision.Double)]
internal sealed partial class UniPCSampler;

/// <inheritdoc cref="DdimSampler"/>
[Sampler<VpLinear, SaSolverP2C2>(Precision = Precision.Double)]
internal sealed partial class SaSampler;

/// <inheritdoc cref="DdimSampler"/>
[Sampler<VpLinear, RhoRkHeun>(Precision = Precision.Double)]
internal sealed partial class HeunSampler;

/// <inheritdoc cref="DdimSampler"/>
[Sampler<VpLinear, DeisRhoAB2>(Precision = Precision.Double)]
internal sealed partial class DeisSampler;
