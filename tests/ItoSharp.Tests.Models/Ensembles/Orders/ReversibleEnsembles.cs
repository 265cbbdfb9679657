namespace ItoSharp.Tests.Models.Orders;

[Ensemble<Additive, ReversibleHeun>(Precision = Precision.Double)]
public sealed partial class AdditiveReversibleHeun;

[Ensemble<Additive, StochasticHeun>(Precision = Precision.Double, Gradients = Gradients.Reversible)]
public sealed partial class AdditiveCoupledHeun;

[Ensemble<Additive, Sra1>(Precision = Precision.Double, Gradients = Gradients.Reversible)]
public sealed partial class AdditiveCoupledSra1;

[Ensemble<Additive, ItoEuler>(Precision = Precision.Double, Gradients = Gradients.Reversible)]
public sealed partial class AdditiveCoupledEuler;

[Ensemble<Scalar, ReversibleHeun>(Precision = Precision.Double)]
public sealed partial class ScalarReversibleHeun;

[Ensemble<Scalar, TaylorMilsteinStratonovich>(Precision = Precision.Double, Gradients = Gradients.Reversible)]
public sealed partial class ScalarCoupledMilstein;

[Ensemble<Commutative, ReversibleHeun>(Precision = Precision.Double)]
public sealed partial class CommutativeReversibleHeun;

[Ensemble<Commutative, StochasticHeun>(Precision = Precision.Double, Gradients = Gradients.Reversible)]
public sealed partial class CommutativeCoupledHeun;

[Ensemble<General, ReversibleHeun>(Precision = Precision.Double)]
public sealed partial class GeneralReversibleHeun;

[Ensemble<Lorenz, ReversibleHeun>(Precision = Precision.Double)]
public sealed partial class LorenzReversibleHeun;

[Ensemble<Lorenz, Heun2>(Precision = Precision.Double, Gradients = Gradients.Reversible)]
public sealed partial class LorenzCoupledHeun;

[Ensemble<Lorenz, ClassicalRk4>(Precision = Precision.Double, Gradients = Gradients.Reversible)]
public sealed partial class LorenzCoupledRk4;
