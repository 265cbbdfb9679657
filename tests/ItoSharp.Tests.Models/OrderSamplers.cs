namespace ItoSharp.Tests.Models.Orders;

/// <summary>One node of noise predictions in lambda: DPM-Solver-1.</summary>
[ExponentialMultistep(Order = 1, Predict = Prediction.Noise)]
public sealed partial class NoiseOneNode;

/// <summary>One node of noise predictions in rho: DEIS of order 0.</summary>
[ExponentialMultistep(Order = 1, Predict = Prediction.Noise, Clock = Clock.Rho)]
public sealed partial class RhoOneNode;

/// <summary>UniP-2 with B2(h): UniPC without its corrector.</summary>
[ExponentialMultistep(Order = 2, History = 2, Weight = DifferenceWeight.HalfExponential)]
public sealed partial class UniP2;

/// <summary>UniPC-2 with B1(h).</summary>
[ExponentialMultistep(Order = 3, History = 2, Corrector = 3, Weight = DifferenceWeight.HalfStep)]
public sealed partial class UniPC2B1;

/// <summary>SA-Solver without corrector: 2M in its Taylor form, of any noise level.</summary>
[ExponentialMultistep(Order = 2, History = 2, Noise = Stochasticity.Tau)]
public sealed partial record SaP2(double Tau = 1);

/// <summary>SA-Solver with its own default noise: 1 on a window of times, 0 outside.</summary>
[ExponentialMultistep(Order = 2, History = 2, Corrector = 2, Noise = Stochasticity.Tau)]
public sealed partial record SaWindow(double From = 0.2, double Until = 0.8)
{
    /// <summary>tau of time.</summary>
    public double Tau(double t) => t >= From && t <= Until ? 1 : 0;
}

/// <summary>rhoAB-2 whose history is built by Heun's method: third order without exact start values.</summary>
[ExponentialMultistep(Order = 3, Predict = Prediction.Noise, Clock = Clock.Rho, History = 3, Start = typeof(RhoRkHeun))]
public sealed partial class RhoAB2FromHeun;

[Sampler<VpLinear, DeisRhoAB1>(Precision = Precision.Double)]
public sealed partial class VpRhoAB1;

[Sampler<VpLinear, NoiseOneNode>(Precision = Precision.Double)]
public sealed partial class VpNoise1;

[Sampler<VpLinear, RhoOneNode>(Precision = Precision.Double)]
public sealed partial class VpRho1;

[Sampler<VpLinear, UniP2>(Precision = Precision.Double)]
public sealed partial class VpUniP2;

[Sampler<VpLinear, UniPC2B1>(Precision = Precision.Double)]
public sealed partial class VpUniPC2B1;

[Sampler<VpLinear, SaP2>(Precision = Precision.Double)]
public sealed partial class VpSaP2;

[Sampler<VpLinear, SaWindow>(Precision = Precision.Double)]
public sealed partial class VpSaWindow;

[Sampler<VpLinear, RhoAB2FromHeun>(Precision = Precision.Double)]
public sealed partial class VpRhoAB2FromHeun;

[Sampler<VpLinear, RhoRkKutta3>(Precision = Precision.Double)]
public sealed partial class VpKutta3;

[Sampler<VpLinear, RhoRk4>(Precision = Precision.Double)]
public sealed partial class VpRk4;

/// <summary>ER-SDE-2 without noise, its integral a left sum of four terms.</summary>
[ExponentialMultistep(Order = 1, Predict = Prediction.Data, Clock = Clock.Rho, History = 2, LeftSums = 4)]
public sealed partial class ErOde2FourTerms;

[Sampler<VpLinear, ErOde2FourTerms>(Precision = Precision.Double)]
public sealed partial class VpErOde2FourTerms;

/// <summary>As the released code: a hundred terms.</summary>
[ExponentialMultistep(Order = 1, Predict = Prediction.Data, Clock = Clock.Rho, History = 2, LeftSums = 100)]
public sealed partial class ErOde2HundredTerms;

[Sampler<VpLinear, ErOde2HundredTerms>(Precision = Precision.Double)]
public sealed partial class VpErOde2HundredTerms;

/// <summary>DEIS tAB-1, its integrals left sums of four terms.</summary>
[ExponentialMultistep(Order = 1, Predict = Prediction.Noise, Clock = Clock.Time, History = 2, LeftSums = 4)]
public sealed partial class DeisTAB1FourTerms;

[Sampler<VpLinear, DeisTAB1FourTerms>(Precision = Precision.Double)]
public sealed partial class VpDeisTAB1FourTerms;

/// <summary>iPNDM_v on its own process.</summary>
[Sampler<Edm, IpndmV3>(Precision = Precision.Double)]
public sealed partial class EdmIpndmV3;

/// <summary>iPNDM_v with four nodes.</summary>
[Sampler<Edm, IpndmV4>(Precision = Precision.Double)]
public sealed partial class EdmIpndmV4;
