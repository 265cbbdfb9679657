namespace ItoSharp.Tests.Models;

/// <summary>DiffVC's step with the variance that Gaussian data of the given variance still have under VP-linear.</summary>
[ExponentialMultistep(Order = 1, Noise = Stochasticity.Posterior)]
public sealed partial record GaussianPosterior(double Variance)
{
    double PosteriorVariance(double t)
    {
        ProcessPoint point = new VpLinear().At(t);
        double noise = point.Sigma * point.Sigma;
        return Variance * noise / (point.Alpha * point.Alpha * Variance + noise);
    }
}

[Sampler<VpLinear, GaussianPosterior>(Precision = Precision.Double)]
public sealed partial class VpGaussianPosterior;

[Sampler<Edm, EdmStochastic>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class EdmChurned;

/// <summary>A noise scale below the ODE's.</summary>
[ExponentialMultistep(Clock = Clock.Rho, Noise = Stochasticity.Scale)]
public sealed partial class ShrinkingScale
{
    double NoiseScale(double rho) => Math.Sqrt(rho);
}

[Sampler<VpLinear, ShrinkingScale>(Precision = Precision.Double)]
public sealed partial class VpShrinkingScale;

/// <summary>A power as noise scale: 1 is the ODE, 2 the reverse SDE.</summary>
[ExponentialMultistep(Clock = Clock.Rho, Noise = Stochasticity.Scale)]
public sealed partial record PowerScale(double Power)
{
    double NoiseScale(double rho) => Math.Pow(rho, Power);
}

[Sampler<VpLinear, PowerScale>(Gradients = Gradients.Exact, Precision = Precision.Double)]
public sealed partial class VpPowerScale;
