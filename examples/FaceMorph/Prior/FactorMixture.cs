using FaceMorph.Algebra;

namespace FaceMorph.Prior;

/// <summary>A mixture of factor analysers: components N(mean, factors' factors + diag(noise)), the noise shared by all.</summary>
/// <param name="Weights">The share of each component.</param>
/// <param name="Means">The mean of each component.</param>
/// <param name="Factors"><c>Factors[k][j]</c> is the j-th factor of component k, a vector of the data's dimension.</param>
/// <param name="Noise">The variance along each coordinate that no factor explains.</param>
/// <param name="LogLikelihood">The mean log-density of the points it was fitted to.</param>
internal sealed record FactorMixture(double[] Weights, double[][] Means, double[][][] Factors, double[] Noise, double LogLikelihood)
{
    /// <summary>The mean log-density of points.</summary>
    public double Score(IReadOnlyList<double[]> points)
    {
        var analysers = Weights.Select((_, k) => new FactorAnalyser(Means[k], Factors[k], Noise)).ToArray();
        return points.Average(point => LogSumExp([.. analysers.Select((a, k) => Math.Log(Weights[k]) + a.LogDensity(point))]));
    }

    /// <summary>log(sum of exp), without overflow.</summary>
    public static double LogSumExp(double[] terms)
    {
        double largest = terms.Max();
        return largest + Math.Log(terms.Sum(term => Math.Exp(term - largest)));
    }
}
