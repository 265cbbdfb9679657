using FaceMorph.Faces;
using ItoSharp;

namespace FaceMorph.Prior;

/// <summary>
/// A density of faces in closed form, x = c(z) + residual, in the coordinates of the principal axes of the training faces:
/// the first <see cref="Condition"/> of them are what z fixes, the residual in the others is a mixture of factor analysers.
/// </summary>
internal sealed class FacePrior
{
    /// <summary>The length of z.</summary>
    public const int Condition = 24;

    /// <summary>The number of coordinates the sampler works in.</summary>
    public const int Dimension = 160;

    private const int Components = 7;
    private const int Rank = 12;

    // The deviation below which no coordinate is thought to be known; also that of the coordinates which z fixes.
    private const double NoiseFloor = 0.12;

    private FacePrior(PrincipalAxes axes, FactorMixture residual) => (Axes, Residual) = (axes, residual);

    /// <summary>The coordinates.</summary>
    public PrincipalAxes Axes { get; }

    /// <summary>The law of the coordinates behind those of z.</summary>
    public FactorMixture Residual { get; }

    /// <summary>Fits the prior to faces and their mirrored and shifted copies.</summary>
    public static FacePrior Fit(IEnumerable<double[]> faces, int seed, Action<double>? progress = null)
    {
        var copies = faces.SelectMany(Copies).ToList();
        var axes = PrincipalAxes.Of(copies, Dimension);
        var residuals = copies.Select(copy => axes.Project(copy)[Condition..]).ToList();
        var fit = new ExpectationMaximisation(Components, Rank, NoiseFloor, rounds: 40).Fit(residuals, seed, progress);
        return new FacePrior(axes, fit);
    }

    /// <summary>The z of a face: its first coordinates in units of their deviations.</summary>
    public double[] ConditionOf(ReadOnlySpan<double> coordinates)
    {
        var z = new double[Condition];
        for (int i = 0; i < Condition; i++)
        {
            z[i] = coordinates[i] / Math.Sqrt(Axes.Variances[i]);
        }

        return z;
    }

    /// <summary>The law of the coordinates given z, from which the exact denoiser follows.</summary>
    public GaussianMixture Law()
    {
        var map = new double[Dimension, Condition];
        for (int i = 0; i < Condition; i++)
        {
            map[i, i] = Math.Sqrt(Axes.Variances[i]);
        }

        return new GaussianMixture([.. Residual.Weights.Select((_, k) => Component(k))], map);
    }

    private GaussianComponent Component(int k)
    {
        var mean = new double[Dimension];
        var diagonal = Enumerable.Repeat(NoiseFloor * NoiseFloor, Dimension).ToArray();
        var factor = new double[Dimension, Rank];
        Residual.Means[k].CopyTo(mean, Condition);
        Residual.Noise.CopyTo(diagonal, Condition);
        for (int j = 0; j < Rank; j++)
        {
            for (int i = Condition; i < Dimension; i++)
            {
                factor[i, j] = Residual.Factors[k][j][i - Condition];
            }
        }

        return new GaussianComponent(Residual.Weights[k], mean, diagonal, factor);
    }

    private static IEnumerable<double[]> Copies(double[] face)
    {
        foreach (var side in new[] { face, Alteration.Mirrored(face) })
        {
            foreach (var (right, down) in new[] { (0, 0), (1, 0), (-1, 0), (0, 1), (0, -1) })
            {
                yield return Alteration.Moved(side, right, down);
            }
        }
    }
}
