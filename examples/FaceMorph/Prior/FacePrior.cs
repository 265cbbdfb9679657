using FaceMorph.Faces;

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
