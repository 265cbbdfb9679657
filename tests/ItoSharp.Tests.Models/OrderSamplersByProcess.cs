namespace ItoSharp.Tests.Models.Orders;

[Sampler<RectifiedFlow, Ddim>(Precision = Precision.Double)]
public sealed partial class RfDdim;

[Sampler<RectifiedFlow, DpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class RfDpm2M;

[Sampler<RectifiedFlow, SdeDpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class RfSdeDpm2M;

[Sampler<RectifiedFlow, UniPC2>(Precision = Precision.Double)]
public sealed partial class RfUniPC2;

[Sampler<RectifiedFlow, SaSolverP2C2>(Precision = Precision.Double)]
public sealed partial class RfSa;

[Sampler<RectifiedFlow, RhoRkHeun>(Precision = Precision.Double, StartTime = 0.98)]
public sealed partial class RfHeun;

[Sampler<RectifiedFlow, DeisRhoAB2>(Precision = Precision.Double, StartTime = 0.98)]
public sealed partial class RfRhoAB2;

[Sampler<Edm, Ddim>(Precision = Precision.Double)]
public sealed partial class EdmDdim;

[Sampler<Edm, DpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class EdmDpm2M;

[Sampler<Edm, SdeDpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class EdmSdeDpm2M;

[Sampler<Edm, UniPC2>(Precision = Precision.Double)]
public sealed partial class EdmUniPC2;

[Sampler<Edm, SaSolverP2C2>(Precision = Precision.Double)]
public sealed partial class EdmSa;

[Sampler<Edm, RhoRkHeun>(Precision = Precision.Double)]
public sealed partial class EdmHeun;

[Sampler<Edm, DeisRhoAB2>(Precision = Precision.Double)]
public sealed partial class EdmRhoAB2;

[Sampler<VpCosine, Ddim>(Precision = Precision.Double)]
public sealed partial class CosineDdim;

[Sampler<VpCosine, UniPC2>(Precision = Precision.Double)]
public sealed partial class CosineUniPC2;

[Sampler<VpCosine, SaSolverP2C2>(Precision = Precision.Double)]
public sealed partial class CosineSa;

[Sampler<VpCosine, RhoRkHeun>(Precision = Precision.Double)]
public sealed partial class CosineHeun;

[Sampler<VpCosine, DeisRhoAB2>(Precision = Precision.Double)]
public sealed partial class CosineRhoAB2;

[Sampler<VarianceExploding, SdeDpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class VeSdeDpm2M;

[Sampler<VarianceExploding, UniPC2>(Precision = Precision.Double)]
public sealed partial class VeUniPC2;

[Sampler<VarianceExploding, RhoRkHeun>(Precision = Precision.Double)]
public sealed partial class VeHeun;

[Sampler<IrSde, Ddim>(Precision = Precision.Double)]
public sealed partial class IrDdim;

[Sampler<IrSde, SdeDpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class IrSdeDpm2M;

[Sampler<IrSde, UniPC2>(Precision = Precision.Double)]
public sealed partial class IrUniPC2;

[Sampler<IrSde, SaSolverP2C2>(Precision = Precision.Double)]
public sealed partial class IrSa;

[Sampler<IrSde, RhoRkHeun>(Precision = Precision.Double)]
public sealed partial class IrHeun;

[Sampler<IrSde, DeisRhoAB2>(Precision = Precision.Double)]
public sealed partial class IrRhoAB2;

[Sampler<PlainIrSde, Ddim>(Precision = Precision.Double)]
public sealed partial class PlainIrDdim;

[Sampler<PlainIrSde, SdeDpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class PlainIrSdeDpm2M;

[Sampler<PlainIrSde, UniPC2>(Precision = Precision.Double)]
public sealed partial class PlainIrUniPC2;

[Sampler<PlainIrSde, SaSolverP2C2>(Precision = Precision.Double)]
public sealed partial class PlainIrSa;

[Sampler<PlainIrSde, RhoRkHeun>(Precision = Precision.Double)]
public sealed partial class PlainIrHeun;

[Sampler<PlainIrSde, DeisRhoAB2>(Precision = Precision.Double)]
public sealed partial class PlainIrRhoAB2;

[Sampler<Ouve, SdeDpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class OuveSdeDpm2M;

[Sampler<Ouve, UniPC2>(Precision = Precision.Double)]
public sealed partial class OuveUniPC2;

[Sampler<Ouve, RhoRkHeun>(Precision = Precision.Double)]
public sealed partial class OuveHeun;

[Sampler<PlainOuve, SdeDpmSolverPP2M>(Precision = Precision.Double)]
public sealed partial class PlainOuveSdeDpm2M;

[Sampler<PlainOuve, UniPC2>(Precision = Precision.Double)]
public sealed partial class PlainOuveUniPC2;

[Sampler<PlainOuve, RhoRkHeun>(Precision = Precision.Double)]
public sealed partial class PlainOuveHeun;
