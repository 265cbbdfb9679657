namespace ItoSharp;

/// <summary>One component of a <see cref="GaussianMixture"/>, with covariance <c>diag(Diagonal) + Factor Factor'</c>.</summary>
/// <param name="Weight">The component's probability, not negative.</param>
/// <param name="Mean">The mean, d entries.</param>
/// <param name="Diagonal">The diagonal part of the covariance, d positive entries.</param>
/// <param name="Factor">The low-rank part, a d x r matrix; none by default.</param>
public sealed record GaussianComponent(double Weight, double[] Mean, double[] Diagonal, double[,]? Factor = null);
