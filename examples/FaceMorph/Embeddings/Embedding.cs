using FaceMorph.Algebra;

namespace FaceMorph.Embeddings;

/// <summary>Features, their discriminant directions, and a scaling to unit length: two faces compare by the angle.</summary>
internal sealed class Embedding(string name, IFeatures features, Discriminant discriminant)
{
    /// <summary>What the report calls it.</summary>
    public string Name => name;

    /// <summary>The length of a code.</summary>
    public int Dimension => discriminant.Directions.Length;

    /// <summary>Learns the directions from altered copies of training faces.</summary>
    public static Embedding Learn(
        string name,
        IFeatures features,
        IEnumerable<double[]> faces,
        Func<double[], IEnumerable<double[]>> copies,
        int directions,
        double shrinkage
    )
    {
        var groups = faces.Select(face => copies(face).Select(copy => Extract(features, copy)).ToList()).ToList();
        return new Embedding(name, features, Discriminant.Of(groups, directions, shrinkage));
    }

    /// <summary>The unit code of a face.</summary>
    public double[] Embed(ReadOnlySpan<double> face) => Embed(face, out _);

    /// <summary>The unit code of a face, and the length it had, which <see cref="PullBack"/> wants back.</summary>
    public double[] Embed(ReadOnlySpan<double> face, out double length)
    {
        var values = Extract(features, face);
        Dense.AddScaled(values, -1, discriminant.Centre);
        var code = new double[discriminant.Directions.Length];
        Dense.Multiply(discriminant.Directions, values, code);
        length = Dense.Norm(code);
        for (int i = 0; i < code.Length; i++)
        {
            code[i] /= length;
        }

        return code;
    }

    /// <summary>One minus the cosine of the angle between two codes: 0 for equal, 2 for opposite.</summary>
    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => 1 - Dense.Dot(a, b);

    /// <summary>Writes the derivative of <c>cotangent . code</c> with respect to the face, whose code and length are known.</summary>
    public void PullBack(
        ReadOnlySpan<double> face,
        ReadOnlySpan<double> code,
        double length,
        ReadOnlySpan<double> cotangent,
        Span<double> into
    )
    {
        if (features is not IDifferentiableFeatures differentiable)
        {
            throw new InvalidOperationException($"The embedding '{name}' is only for measuring: its features have no derivative.");
        }

        // Along the code itself a unit vector cannot change.
        double along = Dense.Dot(code, cotangent);
        Span<double> raw = stackalloc double[code.Length];
        for (int i = 0; i < code.Length; i++)
        {
            raw[i] = (cotangent[i] - along * code[i]) / length;
        }

        Span<double> back = stackalloc double[features.Count];
        Dense.MultiplyTransposed(discriminant.Directions, raw, back);
        differentiable.PullBack(face, back, into);
    }

    private static double[] Extract(IFeatures features, ReadOnlySpan<double> face)
    {
        var values = new double[features.Count];
        features.Extract(face, values);
        return values;
    }
}
