namespace FaceMorph.Morphs;

/// <summary>What is optimised: for every pair the noise x_T and the condition z, row by row.</summary>
internal sealed record MorphBatch(double[] Noise, double[] Condition)
{
    /// <summary>An independent copy.</summary>
    public MorphBatch Copy() => new((double[])Noise.Clone(), (double[])Condition.Clone());
}
