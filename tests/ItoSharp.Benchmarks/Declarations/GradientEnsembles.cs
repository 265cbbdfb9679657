namespace ItoSharp.Benchmarks.Declarations;

/// <summary>A call on geometric Brownian motion, with gradients, in float.</summary>
[Ensemble<Gbm, ItoEuler>(Precision = Precision.Single, Gradients = Gradients.Exact)]
public sealed partial class GbmGradientFloat
{
    [Observable]
    static double Payoff(Gbm.State x, double strike) => Math.Max(x.S - strike, 0);
}

/// <summary>A call on geometric Brownian motion, with gradients, in double.</summary>
[Ensemble<Gbm, ItoEuler>(Precision = Precision.Double, Gradients = Gradients.Exact)]
public sealed partial class GbmGradientDouble
{
    [Observable]
    static double Payoff(Gbm.State x, double strike) => Math.Max(x.S - strike, 0);
}

// 2 Kappa Theta = 0.16 is above Xi^2 = 0.09: the variance does not reach 0 but by the step's error.
#pragma warning disable ITO0447
/// <summary>A call on Heston's model, with gradients, in float.</summary>
[Ensemble<Heston, ItoEuler>(Precision = Precision.Single, Gradients = Gradients.Exact)]
public sealed partial class HestonGradientFloat
{
    [Observable]
    static double Payoff(Heston.State x, double strike) => Math.Max(x.S - strike, 0);
}

/// <summary>A call on Heston's model, with gradients, in double.</summary>
[Ensemble<Heston, ItoEuler>(Precision = Precision.Double, Gradients = Gradients.Exact)]
public sealed partial class HestonGradientDouble
{
    [Observable]
    static double Payoff(Heston.State x, double strike) => Math.Max(x.S - strike, 0);
}

#pragma warning restore ITO0447
/// <summary>The squared distance at the end of the mixture's reverse equation, with gradients, in float.</summary>
[Ensemble<MixtureReverse, ItoEuler>(Precision = Precision.Single, Gradients = Gradients.Exact)]
public sealed partial class MixtureReverseGradientFloat
{
    [Observable]
    static double Payoff(MixtureReverse.State x) => x.X * x.X + x.Y * x.Y;
}

/// <summary>The squared distance at the end of the mixture's reverse equation, with gradients, in double.</summary>
[Ensemble<MixtureReverse, ItoEuler>(Precision = Precision.Double, Gradients = Gradients.Exact)]
public sealed partial class MixtureReverseGradientDouble
{
    [Observable]
    static double Payoff(MixtureReverse.State x) => x.X * x.X + x.Y * x.Y;
}

/// <summary>The squared distance at the end of the mixture's flow, with gradients, in float.</summary>
[Ensemble<MixtureFlow, ExplicitEuler>(Precision = Precision.Single, Gradients = Gradients.Exact)]
public sealed partial class MixtureFlowGradientFloat
{
    [Observable]
    static double Payoff(MixtureFlow.State x) => x.X * x.X + x.Y * x.Y;
}

/// <summary>The squared distance at the end of the mixture's flow, with gradients, in double.</summary>
[Ensemble<MixtureFlow, ExplicitEuler>(Precision = Precision.Double, Gradients = Gradients.Exact)]
public sealed partial class MixtureFlowGradientDouble
{
    [Observable]
    static double Payoff(MixtureFlow.State x) => x.X * x.X + x.Y * x.Y;
}
