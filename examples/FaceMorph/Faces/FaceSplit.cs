namespace FaceMorph.Faces;

/// <summary>A seeded division of the faces: some to learn from, the others to morph, with their probes and the pairs.</summary>
internal sealed class FaceSplit
{
    private const int TrainingFaces = 60;
    private const int PairCount = 200;

    /// <summary>Divides the faces and draws the probes' noise and the pairs.</summary>
    public FaceSplit(double[][] faces, int seed)
    {
        var random = new Random(seed);
        var order = Enumerable.Range(0, faces.Length).ToArray();
        random.Shuffle(order);
        Training = [.. order[..TrainingFaces].Select(i => faces[i])];
        HeldOut = [.. order[TrainingFaces..].Select(i => faces[i])];
        Probes = [.. HeldOut.Select(face => Faces.Probes.Of(face, random))];
        var pairs = (
            from first in Enumerable.Range(0, HeldOut.Length)
            from second in Enumerable.Range(first + 1, HeldOut.Length - first - 1)
            select (first, second)
        ).ToArray();
        random.Shuffle(pairs);
        Pairs = pairs[..PairCount];
    }

    /// <summary>What the prior and the embeddings learn from.</summary>
    public double[][] Training { get; }

    /// <summary>The parents of morphs.</summary>
    public double[][] HeldOut { get; }

    /// <summary>The probes of each held-out face.</summary>
    public double[][][] Probes { get; }

    /// <summary>Which two held-out faces each morph joins.</summary>
    public (int First, int Second)[] Pairs { get; }
}
