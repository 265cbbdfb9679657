namespace FaceMorph.Faces;

/// <summary>Other pictures of the same face, by which a verifier is judged: the images carry no second one a person.</summary>
internal static class Probes
{
    /// <summary>The names of the probes, in their order.</summary>
    public static IReadOnlyList<string> Names { get; } = ["mirrored", "contrast 0.85", "noise 0.15"];

    /// <summary>The probes of a face.</summary>
    public static double[][] Of(double[] face, Random random) =>
        [Alteration.Mirrored(face), Alteration.WithContrast(face, 0.85), Alteration.WithNoise(face, 0.15, random)];
}
