namespace FaceMorph.Verification;

/// <summary>A share of morphs in percent, with its standard error over pairs taken as independent.</summary>
internal readonly record struct Share(double Percent, double StandardError)
{
    /// <summary>Of one value between 0 and 1 a morph.</summary>
    public static Share Of(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1);
        return new Share(100 * mean, 100 * Math.Sqrt(variance / values.Count));
    }
}

/// <summary>How a verifier takes morphs for both of their parents.</summary>
/// <param name="Matches">For every morph: whether it is accepted as the first and as the second parent.</param>
/// <param name="Parents">MMPMR: morphs accepted as both parent images.</param>
/// <param name="Probes">MMPMR on probes: the chance that a random probe of each parent is accepted (ProdAvg).</param>
internal sealed record MorphScore((bool First, bool Second)[] Matches, Share Parents, Share Probes)
{
    /// <summary>The score of one image a pair.</summary>
    public static MorphScore Of(Verifier verifier, double[][] morphs, IReadOnlyList<(int First, int Second)> pairs)
    {
        var matches = new (bool First, bool Second)[morphs.Length];
        var probes = new double[morphs.Length];
        for (int i = 0; i < morphs.Length; i++)
        {
            var code = verifier.Embedding.Embed(morphs[i]);
            matches[i] = (verifier.Matches(code, pairs[i].First), verifier.Matches(code, pairs[i].Second));
            probes[i] = verifier.MatchesProbes(code, pairs[i].First) * verifier.MatchesProbes(code, pairs[i].Second);
        }

        return new MorphScore(matches, Share.Of([.. matches.Select(match => match.First && match.Second ? 1.0 : 0.0)]), Share.Of(probes));
    }
}
