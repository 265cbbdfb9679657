using FaceMorph.Algebra;

namespace FaceMorph.Prior;

/// <summary>Principal component analysis: a mean, orthonormal axes, and the variance along each.</summary>
internal sealed record PrincipalAxes(double[] Mean, double[][] Axes, double[] Variances, double Kept)
{
    /// <summary>The first axes of the points.</summary>
    public static PrincipalAxes Of(IReadOnlyList<double[]> points, int count)
    {
        var mean = Dense.Mean(points);
        var eigen = SymmetricEigen.Of(Dense.Covariance(points, mean));
        return new PrincipalAxes(mean, eigen.Vectors[..count], eigen.Values[..count], eigen.Values[..count].Sum() / eigen.Values.Sum());
    }

    /// <summary>The share of the variance of other points, about this mean, that lies in the axes.</summary>
    public double KeptOf(IReadOnlyList<double[]> points) =>
        points.Sum(point => Dense.SquaredDistance(Project(point), new double[Axes.Length]))
        / points.Sum(point => Dense.SquaredDistance(point, Mean));

    /// <summary>Coordinates of a point.</summary>
    public double[] Project(double[] point)
    {
        var offset = new double[point.Length];
        for (int i = 0; i < offset.Length; i++)
        {
            offset[i] = point[i] - Mean[i];
        }

        var coordinates = new double[Axes.Length];
        Dense.Multiply(Axes, offset, coordinates);
        return coordinates;
    }

    /// <summary>The point with these coordinates.</summary>
    public double[] Expand(ReadOnlySpan<double> coordinates)
    {
        var point = new double[Mean.Length];
        Dense.MultiplyTransposed(Axes, coordinates, point);
        Dense.AddScaled(point, 1, Mean);
        return point;
    }
}
