namespace ItoSharp.Tests.Models.Orders;

[Ensemble<Additive, ItoEuler>(Precision = Precision.Double)]
public sealed partial class AdditiveEuler;

[Ensemble<Additive, Sra1>(Precision = Precision.Double)]
public sealed partial class AdditiveSra1;

[Ensemble<Additive, Sra3>(Precision = Precision.Double)]
public sealed partial class AdditiveSra3;

[Ensemble<Diagonal, ItoEuler>(Precision = Precision.Double)]
public sealed partial class DiagonalEuler;

[Ensemble<Diagonal, ItoMilstein>(Precision = Precision.Double)]
public sealed partial class DiagonalMilstein;

[Ensemble<Diagonal, StratonovichMilstein>(Precision = Precision.Double)]
public sealed partial class DiagonalStratonovichMilstein;

[Ensemble<Diagonal, TaylorMilstein>(Precision = Precision.Double)]
public sealed partial class DiagonalTaylorMilstein;

[Ensemble<Diagonal, Sriw1>(Precision = Precision.Double)]
public sealed partial class DiagonalSriw1;

[Ensemble<Scalar, StochasticHeun>(Precision = Precision.Double)]
public sealed partial class ScalarHeun;

[Ensemble<Scalar, Sriw1>(Precision = Precision.Double)]
public sealed partial class ScalarSriw1;

[Ensemble<Scalar, TaylorMilsteinStratonovich>(Precision = Precision.Double)]
public sealed partial class ScalarTaylorMilstein;

[Ensemble<Commutative, CommutativeMilstein>(Precision = Precision.Double)]
public sealed partial class CommutativeMilsteinPaths;

[Ensemble<Commutative, TaylorMilstein>(Precision = Precision.Double)]
public sealed partial class CommutativeTaylorMilstein;

[Ensemble<Commutative, StochasticHeun>(Precision = Precision.Double)]
public sealed partial class CommutativeHeun;

[Ensemble<General, ItoEuler>(Precision = Precision.Double)]
public sealed partial class GeneralEuler;

[Ensemble<General, EulerHeun>(Precision = Precision.Double)]
public sealed partial class GeneralEulerHeun;

[Ensemble<General, StochasticHeun>(Precision = Precision.Double)]
public sealed partial class GeneralHeun;

[Ensemble<Cubic, TamedEuler>(Precision = Precision.Double)]
public sealed partial class CubicTamedEuler;

[Ensemble<Cubic, TamedMilstein>(Precision = Precision.Double)]
public sealed partial class CubicTamedMilstein;

[Ensemble<Kinetic, Baoab>(Precision = Precision.Double)]
public sealed partial class KineticBaoab;

[Ensemble<Kinetic, Obabo>(Precision = Precision.Double)]
public sealed partial class KineticObabo;

[Ensemble<Kinetic, Sra1>(Precision = Precision.Double)]
public sealed partial class KineticSra1;

[Ensemble<Lorenz, ExplicitEuler>(Precision = Precision.Double)]
public sealed partial class LorenzEuler;

[Ensemble<Lorenz, Heun2>(Precision = Precision.Double)]
public sealed partial class LorenzHeun;

[Ensemble<Lorenz, ClassicalRk4>(Precision = Precision.Double)]
public sealed partial class LorenzRk4;

[Ensemble<Lorenz, BogackiShampine>(Precision = Precision.Double)]
public sealed partial class LorenzBogackiShampine;

[Ensemble<Lorenz, Tsit5>(Precision = Precision.Double)]
public sealed partial class LorenzTsit5;

[Ensemble<Lorenz, DormandPrince54>(Precision = Precision.Double)]
public sealed partial class LorenzDormandPrince;
