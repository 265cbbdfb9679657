using FaceMorph.Embeddings;

namespace FaceMorph.Verification;

/// <summary>
/// Face verification by one embedding: an image is accepted as another if their distance is at most a threshold, set so that
/// one in a hundred comparisons of different held-out images is accepted (the 99th percentile of their similarity).
/// </summary>
internal sealed class Verifier
{
    private const double FalseMatchRate = 0.01;
    private readonly double[][] _faces;
    private readonly double[][][] _probes;

    /// <summary>Enrols the held-out faces with their probes and sets the threshold.</summary>
    public Verifier(Embedding embedding, IReadOnlyList<double[]> faces, IReadOnlyList<double[][]> probes)
    {
        Embedding = embedding;
        _faces = [.. faces.Select(face => embedding.Embed(face))];
        _probes = [.. probes.Select(list => list.Select(probe => embedding.Embed(probe)).ToArray())];
        Impostors = [.. DifferentImages().Order()];
        Threshold = Impostors[(int)(FalseMatchRate * Impostors.Length)];
        Genuine = [.. _faces.SelectMany((face, i) => _probes[i].Select(probe => Embedding.Distance(face, probe)))];
    }

    /// <summary>What measures.</summary>
    public Embedding Embedding { get; }

    /// <summary>The largest accepted distance.</summary>
    public double Threshold { get; }

    /// <summary>Distances of different images, ascending.</summary>
    public double[] Impostors { get; }

    /// <summary>Distances of each image to its own probes.</summary>
    public double[] Genuine { get; }

    /// <summary>The share of own probes that are accepted.</summary>
    public double OwnAccepted => Genuine.Count(distance => distance <= Threshold) / (double)Genuine.Length;

    /// <summary>The share of own probes of one kind that are accepted.</summary>
    public double OwnAcceptedOf(int probe) => _faces.Where((face, i) => Accepts(face, _probes[i][probe])).Count() / (double)_faces.Length;

    /// <summary>The code of an enrolled face.</summary>
    public ReadOnlySpan<double> Code(int face) => _faces[face];

    /// <summary>Whether a morph's code is accepted as a face.</summary>
    public bool Matches(double[] morph, int face) => Accepts(morph, _faces[face]);

    /// <summary>The share of a face's probes that a morph's code is accepted as.</summary>
    public double MatchesProbes(double[] morph, int face) =>
        _probes[face].Count(probe => Accepts(morph, probe)) / (double)_probes[face].Length;

    private bool Accepts(double[] a, double[] b) => Embedding.Distance(a, b) <= Threshold;

    private IEnumerable<double> DifferentImages()
    {
        for (int i = 0; i < _faces.Length; i++)
        {
            for (int j = 0; j < _faces.Length; j++)
            {
                if (i < j)
                {
                    yield return Embedding.Distance(_faces[i], _faces[j]);
                }

                if (i != j)
                {
                    foreach (var probe in _probes[j])
                    {
                        yield return Embedding.Distance(_faces[i], probe);
                    }
                }
            }
        }
    }
}
