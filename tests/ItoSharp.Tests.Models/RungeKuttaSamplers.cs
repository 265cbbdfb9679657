namespace ItoSharp.Tests.Models.Stages;

/// <summary>Kutta's third-order method on the probability-flow ODE in t: a direct method of several stages.</summary>
[RungeKutta(
    Order = 3,
    Tableau = """
        0   |
        1/2 | 1/2
        1   | -1    2
        ----+---------------
            | 1/6  2/3  1/6
        """
)]
public sealed partial class Kutta3InTime;

/// <summary>Ralston's third-order method on the probability-flow ODE in lambda.</summary>
[RungeKutta(
    Order = 3,
    Clock = Clock.Lambda,
    Tableau = """
        0   |
        1/2 | 1/2
        3/4 | 0    3/4
        ----+---------------
            | 2/9  1/3  4/9
        """
)]
public sealed partial class Ralston3InLambda;

/// <summary>ETD3RK of Cox and Matthews (Journal of Computational Physics 176, 2002), on data predictions.</summary>
[ExponentialRungeKutta(
    Order = 3,
    Clock = Clock.Lambda,
    Predict = Prediction.Data,
    Tableau = """
        0   |
        1/2 | 1/2 phi1
        1   | -phi1   2 phi1
        ----+---------------------------------------------------------------
            | phi1 - 3 phi2 + 4 phi3   4 phi2 - 8 phi3   -phi2 + 4 phi3
        """
)]
public sealed partial class Etd3InData;

/// <summary>Three nodes of data predictions, started by steps of second order: third order from the start.</summary>
[ExponentialMultistep(Order = 3, History = 3, Start = typeof(DpmSolverPP2S))]
public sealed partial class Adams3From2S;

/// <summary>Three nodes of noise predictions in lambda, started by DPM-Solver-3.</summary>
[ExponentialMultistep(Order = 3, Predict = Prediction.Noise, History = 3, Start = typeof(DpmSolver3S))]
public sealed partial class NoiseAdams3From3S;

/// <summary>Three nodes of data predictions, started by a direct method.</summary>
[ExponentialMultistep(Order = 3, History = 3, Start = typeof(Kutta3InTime))]
public sealed partial class Adams3FromKutta;

/// <summary>A direct method with inner stages after a way back towards noise.</summary>
[RungeKutta(
    Order = 3,
    Churn = true,
    Tableau = """
        0   |
        1/2 | 1/2
        1   | -1    2
        ----+---------------
            | 1/6  2/3  1/6
        """
)]
public sealed partial record ChurnedKutta(double Churn = 0.2);

/// <summary>An exponential method with inner stages after a way back towards noise.</summary>
[ExponentialRungeKutta(
    Order = 3,
    Clock = Clock.Lambda,
    Churn = true,
    Tableau = """
        0   |
        1/3 | 1/3 phi1
        2/3 | 2/3 phi1 - 4/3 phi2   4/3 phi2
        ----+------------------------------------------
            | phi1 - 3/2 phi2       0          3/2 phi2
        """
)]
public sealed partial record ChurnedDpm3(double Churn = 0.2);

/// <summary>Euler's step after a way back towards noise.</summary>
[RungeKutta(
    Order = 1,
    Churn = true,
    Tableau = """
        0 |
        --+---
          | 1
        """
)]
public sealed partial record ChurnedEuler(double Churn = 0.2);

[Sampler<VpLinear, ChurnedKutta>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpChurnedKutta;

[Sampler<VpLinear, ChurnedDpm3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpChurnedDpm3;

[Sampler<VpLinear, ChurnedEuler>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpChurnedEuler;

[Sampler<VpLinear, DpmSolver1>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpDpmSolver1;

[Sampler<VpLinear, DpmSolver2S>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpDpmSolver2S;

[Sampler<VpLinear, DpmSolver2STaylor>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpDpmSolver2STaylor;

[Sampler<VpLinear, DpmSolver3S>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpDpmSolver3S;

[Sampler<VpLinear, DpmSolverPP2S>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpDpmSolverPP2S;

[Sampler<VpLinear, RhoRkKutta3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpRhoRkKutta3;

[Sampler<VpLinear, RhoRkRalston3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpRhoRkRalston3;

[Sampler<VpLinear, RhoRkHeun3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpRhoRkHeun3;

[Sampler<VpLinear, RhoRkSsp3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpRhoRkSsp3;

[Sampler<VpLinear, RhoRkVanDerHouwen3>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpRhoRkVanDerHouwen3;

[Sampler<VpLinear, RhoRk4>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpRhoRk4;

[Sampler<VpLinear, Euler>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpEuler;

[Sampler<VpLinear, EulerLambda>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpEulerLambda;

[Sampler<VpLinear, EulerMaruyama>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpEulerMaruyama;

[Sampler<VpLinear, EulerMaruyamaLambda>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpEulerMaruyamaLambda;

[Sampler<VpLinear, Kutta3InTime>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpKutta3InTime;

[Sampler<VpLinear, Ralston3InLambda>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpRalston3InLambda;

[Sampler<VpLinear, Etd3InData>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpEtd3InData;

[Sampler<VpLinear, Adams3From2S>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdams3From2S;

[Sampler<VpLinear, NoiseAdams3From3S>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpNoiseAdams3From3S;

[Sampler<VpLinear, Adams3FromKutta>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class VpAdams3FromKutta;

[Sampler<IrSde, DpmSolverPP2S>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class IrDpmSolverPP2S;

[Sampler<Ouve, DpmSolver3S>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class OuveDpmSolver3S;

[Sampler<IrSde, EulerMaruyama>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class IrEulerMaruyama;

[Sampler<Ouve, Ralston3InLambda>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class OuveRalston3InLambda;

[Sampler<RectifiedFlow, Euler>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class RfEuler;

[Sampler<RectifiedFlow, Kutta3InTime>(Gradients = Gradients.Exact | Gradients.AdjointDeis, Precision = Precision.Double)]
public sealed partial class RfKutta3InTime;
