using System.Numerics;

namespace ItoSharp;

/// <summary>
/// Guidance rescale of one sample: <c>m (phi r + 1 - phi)</c> with r the conditional prediction's standard deviation over that of
/// the guided m. Whether the deviations divide by d or by d - 1 does not change r.
/// </summary>
internal readonly struct GuidanceRescale
{
    /// <summary>Checks the share and that samples have a deviation at all.</summary>
    public GuidanceRescale(double share, int dimension)
    {
        if (!(share >= 0.0 && share <= 1.0))
            throw new ArgumentOutOfRangeException("rescale", share, "The guidance rescale is a share in [0, 1].");
        if (share > 0.0 && dimension < 2)
        {
            throw new ArgumentException(
                "The guidance rescale compares standard deviations over a sample's entries, and this model's samples have only one.",
                "rescale"
            );
        }
        Share = share;
    }

    /// <summary>phi.</summary>
    public double Share { get; }

    /// <summary>Rescales a guided prediction in place.</summary>
    public void Apply<T>(ReadOnlySpan<T> conditional, Span<T> guided)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double ratio = Deviation(conditional).Deviation / Positive(Deviation<T>(guided).Deviation);
        T factor = T.CreateTruncating(Share * ratio + 1.0 - Share);
        for (int i = 0; i < guided.Length; i++)
            guided[i] *= factor;
    }

    /// <summary>
    /// Takes the cotangent of the rescaled prediction, in place, to that of the guided one, and writes what reaches the
    /// conditional prediction by its deviation.
    /// </summary>
    public void PullBack<T>(ReadOnlySpan<T> conditional, ReadOnlySpan<T> guided, Span<T> cotangent, Span<T> direct)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (double meanC, double ofC) = Deviation(conditional);
        (double meanG, double ofG) = Deviation(guided);
        double ratio = Positive(ofC) / Positive(ofG);
        double factor = Share * ratio + 1.0 - Share;
        // d factor = Share (d ofC - ratio d ofG) / ofG, and d deviation = sum (m_i - mean) dm_i / (d deviation).
        double along = Share * Elementwise.Dot<T>(cotangent, guided, default) / ofG / guided.Length;
        for (int i = 0; i < guided.Length; i++)
        {
            double own = double.CreateTruncating(cotangent[i]) * factor;
            double byDeviation = along * ratio * (double.CreateTruncating(guided[i]) - meanG) / ofG;
            cotangent[i] = T.CreateTruncating(own - byDeviation);
            direct[i] = T.CreateTruncating(along * (double.CreateTruncating(conditional[i]) - meanC) / ofC);
        }
    }

    private static (double Mean, double Deviation) Deviation<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double mean = 0.0;
        foreach (T value in values)
            mean += double.CreateTruncating(value);
        mean /= values.Length;
        double sum = 0.0;
        foreach (T value in values)
        {
            double difference = double.CreateTruncating(value) - mean;
            sum += difference * difference;
        }
        return (mean, Math.Sqrt(sum / values.Length));
    }

    private static double Positive(double deviation) =>
        deviation != 0.0
            ? deviation
            : throw new InvalidOperationException(
                "The guidance rescale divides by the standard deviation over a sample's entries, which is 0 for a prediction whose entries "
                    + "are all equal: use a rescale of 0 with this model."
            );
}
