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

/// <summary>SDE-DPM-Solver-1: one node in noise form.</summary>
[ExponentialMultistep(Order = 1, Predict = Prediction.Noise, Noise = Stochasticity.Tau)]
public sealed partial record SdeNoise1(double Tau = 1);

/// <summary>Exponential Adams-Bashforth with two nodes: DPM-Solver++ 2M in its Taylor form.</summary>
[ExponentialMultistep(Order = 2, History = 2)]
public sealed partial class Adams2;

/// <summary>Three nodes: the corrected DPM-Solver++ 3M.</summary>
[ExponentialMultistep(Order = 3, History = 3)]
public sealed partial class Adams3;

/// <summary>Two-node predictor, three-node corrector.</summary>
[ExponentialMultistep(Order = 3, History = 2, Corrector = 3)]
public sealed partial class AdamsP2C3;

/// <summary>Three-node predictor, four-node corrector.</summary>
[ExponentialMultistep(Order = 4, History = 3, Corrector = 4)]
public sealed partial class AdamsP3C4;

[Sampler<VpLinear, SdeNoise1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpSdeNoise1;

[Sampler<VpLinear, Adams2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpTaylor2M;

[Sampler<VpLinear, Adams3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdams3;

[Sampler<VpLinear, AdamsP2C3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdamsP2C3;

[Sampler<VpLinear, AdamsP3C4>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdamsP3C4;

/// <summary>Kutta's third-order method, whose stages lie inside the step.</summary>
[ExponentialRungeKutta(
    Order = 3,
    Tableau = """
        0   |
        1/2 | 1/2
        1   | -1    2
        ----+---------------
            | 1/6  2/3  1/6
        """
)]
public sealed partial class Kutta3;

/// <summary>Three nodes in rho, started by Kutta's method so that the order is kept.</summary>
[ExponentialMultistep(Order = 3, Predict = Prediction.Noise, Clock = Clock.Rho, History = 3, Start = typeof(Kutta3))]
public sealed partial class RhoAB2StartedByKutta;

/// <summary>Stochastic, with a level that changes along the run.</summary>
[ExponentialMultistep(Order = 2, History = 2, Corrector = 2, Noise = Stochasticity.Tau)]
public sealed partial record WindowedSa(double Level = 1)
{
    /// <summary>Noise only in the middle, as SA-Solver's default.</summary>
    public double Tau(double t) => t is > 0.2 and < 0.8 ? Level : 0;
}

[Sampler<VpLinear, Kutta3>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpKutta3;

[Sampler<VpLinear, RhoAB2StartedByKutta>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpRhoAB2Kutta;

[Sampler<VpLinear, WindowedSa>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpWindowedSa;

[Sampler<RectifiedFlow, DpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class FlowDpm2M;

[Sampler<RectifiedFlow, SdeDpmSolverPP2M>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class FlowSdeDpm2M;

[Sampler<Edm, RhoRkHeun>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class EdmHeun;

[Sampler<VpCosine, UniPC2>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class CosineUniPC2;

[Sampler<VarianceExploding, SaSolverP2C2>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VeSa;

[Sampler<IrSde, SdeDpmSolverPP2M>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class IrSdeDpm2M;

[Sampler<Ouve, DeisRhoAB2>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class OuveRhoAB2;

[Sampler<Ouve, RhoRkHeun>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class OuveHeun;
