namespace ItoSharp.Tests.Models;

[Sampler<AlphaBarTable, Ddim>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class TableDdim;

[Sampler<AlphaBarTable, DpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class TableDpm2M;

[Sampler<AlphaBarTable, RhoRkHeun>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class TableHeun;

[Sampler<VarianceExploding, DpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VeDpm2M;

[Sampler<VarianceExploding, SdeDpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VeSdeDpm2M;

[Sampler<Edm, Ddim>(Precision = Precision.Double)]
public sealed partial class EdmDdim;

[Sampler<DiffVc, DpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class DiffVcDpm2M;

[Sampler<FastDiffusion, DpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class FastDpm2M;

[Sampler<WrittenIrSde, SdeDpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class WrittenIrSdeDpm2M;

[Sampler<Edm, SdeDpmSolverPP2M>(StartTime = 40, EndTime = 0.01, Precision = Precision.Double)]
public sealed partial class EdmBetweenTimes;
