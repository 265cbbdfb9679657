namespace FaceMorph.Faces;

/// <summary>Ways to take the same face differently.</summary>
internal static class Alteration
{
    private const int Edge = FaceSheet.Edge;

    /// <summary>Left and right exchanged.</summary>
    public static double[] Mirrored(double[] face)
    {
        var result = new double[face.Length];
        for (int y = 0; y < Edge; y++)
        {
            for (int x = 0; x < Edge; x++)
            {
                result[y * Edge + x] = face[y * Edge + Edge - 1 - x];
            }
        }

        return result;
    }

    /// <summary>Moved by a fraction of pixels and turned about the centre, bilinear, the border repeated.</summary>
    public static double[] Moved(double[] face, double right, double down, double degrees = 0)
    {
        var result = new double[face.Length];
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        const double Centre = (Edge - 1) / 2.0;
        for (int y = 0; y < Edge; y++)
        {
            for (int x = 0; x < Edge; x++)
            {
                double u = x - Centre - right;
                double v = y - Centre - down;
                result[y * Edge + x] = At(face, Centre + cos * u + sin * v, Centre - sin * u + cos * v);
            }
        }

        return result;
    }

    /// <summary>Contrast scaled about the mid grey.</summary>
    public static double[] WithContrast(double[] face, double factor) => [.. face.Select(value => factor * value)];

    /// <summary>With white noise.</summary>
    public static double[] WithNoise(double[] face, double deviation, Random random) =>
        [.. face.Select(value => value + deviation * Normal(random))];

    /// <summary>A standard normal number (Box and Muller).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double At(double[] face, double x, double y)
    {
        x = Math.Clamp(x, 0, Edge - 1);
        y = Math.Clamp(y, 0, Edge - 1);
        int left = Math.Min((int)x, Edge - 2);
        int top = Math.Min((int)y, Edge - 2);
        double a = x - left;
        double b = y - top;
        int at = top * Edge + left;
        return (1 - b) * ((1 - a) * face[at] + a * face[at + 1]) + b * ((1 - a) * face[at + Edge] + a * face[at + Edge + 1]);
    }
}
