namespace ItoSharp.Tests.Models;

/// <summary>DDIM, whose reversible form is compared with its exact adjoint.</summary>
[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact | Gradients.Reversible | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ReversibleDdim;

/// <inheritdoc cref="ReversibleDdim"/>
[Sampler<VpLinear, Ddim>(Gradients = Gradients.Exact | Gradients.Reversible)]
public sealed partial class ReversibleDdimSingle;

/// <summary>One node in noise form, the same map as <see cref="ReversibleDdim"/>.</summary>
[Sampler<VpLinear, DpmSolver1>(Gradients = Gradients.Exact | Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ReversibleNoiseForm;

/// <summary>Two stages in log-SNR, data form.</summary>
[Sampler<VpLinear, DpmSolverPP2S>(Gradients = Gradients.Exact | Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ReversibleTwoStages;

/// <summary>Three stages in log-SNR, noise form.</summary>
[Sampler<VpLinear, DpmSolver3S>(Gradients = Gradients.Exact | Gradients.Reversible | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class ReversibleThreeStages;

/// <summary>Heun in rho.</summary>
[Sampler<VpLinear, RhoRkHeun>(Gradients = Gradients.Exact | Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ReversibleRhoHeun;

/// <summary>The reverse SDE in data form.</summary>
[Sampler<VpLinear, SdeDpmSolverPP1>(Gradients = Gradients.Exact | Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ReversibleSde;

/// <summary>The same on a process that reverts to a mean.</summary>
[Sampler<IrSde, SdeDpmSolverPP1>(Gradients = Gradients.Exact | Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ReversibleReverting;

/// <summary>A process whose alpha vanishes at its start.</summary>
[Sampler<RectifiedFlow, Ddim>(Gradients = Gradients.Reversible, Precision = Precision.Double)]
public sealed partial class ReversibleFlow;

/// <summary>The names of the declaration's flags as the way of a call.</summary>
public static class WaysByName
{
    /// <summary>The checkpointed way.</summary>
    public static GradientWay Exact(long memory) => Gradients.Exact(memory: memory);

    /// <summary>The reversible way.</summary>
    public static GradientWay Reversible => Gradients.Reversible();

    /// <summary>The continuous adjoint.</summary>
    public static GradientWay AdjointDeis => Gradients.AdjointDeis(order: 1, form: Prediction.Noise);
}
