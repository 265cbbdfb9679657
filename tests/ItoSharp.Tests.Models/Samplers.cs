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
