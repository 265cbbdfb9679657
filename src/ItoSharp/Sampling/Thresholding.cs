using System.Numerics;

namespace ItoSharp;

/// <summary>
/// What is done to the data prediction D of every model evaluation before the solver uses it, whatever the model predicts: the
/// raw prediction is converted to D at the query's time, thresholded, and converted to the solver's form. For data in a known
/// range, such as pixels in [-1, 1]; strong guidance leaves that range.
/// </summary>
/// <remarks>
/// Exact gradients go through it (at a kink: one of its two sides). For a mean-reverting process D is in the coordinates of x.
/// </remarks>
public abstract record Thresholding
{
    private protected Thresholding() { }

    /// <summary>Clamps every entry of D to [-limit, limit] ("clip_sample", "clip_denoised").</summary>
    /// <param name="limit">Positive.</param>
    public static Thresholding Static(double limit = 1)
    {
        RequirePositive(limit, nameof(limit));
        return new StaticThresholding(-limit, limit);
    }

    /// <summary>Clamps every entry of D to [lowest, highest].</summary>
    /// <param name="lowest">Below <paramref name="highest"/>.</param>
    /// <param name="highest">Finite.</param>
    public static Thresholding Static(double lowest, double highest)
    {
        if (!double.IsFinite(lowest) || !double.IsFinite(highest) || !(lowest < highest))
        {
            throw new ArgumentException($"lowest is {lowest} and highest is {highest}; both must be finite and lowest below highest");
        }

        return new StaticThresholding(lowest, highest);
    }

    /// <summary>
    /// Imagen's dynamic thresholding: with s the quantile of |D| over a sample's entries, brought into [limit, maximum], D becomes
    /// <c>limit clamp(D, -s, s) / s</c>.
    /// </summary>
    /// <remarks>
    /// Saharia et al., "Photorealistic Text-to-Image Diffusion Models with Deep Language Understanding" (2022), section 2.3. With
    /// a limit of 1 these are diffusers' numbers (dynamic_thresholding_ratio, sample_max_value, torch's linear interpolation of
    /// the quantile). Mind that diffusers' default sample_max_value = 1 leaves nothing dynamic: s is then always 1.
    /// </remarks>
    /// <param name="quantile">In (0, 1]; the quantile lies at the position quantile (d - 1) of the sorted entries.</param>
    /// <param name="limit">The largest magnitude of the data, positive.</param>
    /// <param name="maximum">The largest s, at least the limit.</param>
    public static Thresholding Dynamic(double quantile = 0.995, double limit = 1, double maximum = double.PositiveInfinity)
    {
        if (!(quantile > 0 && quantile <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "a quantile of |D| lies in (0, 1]");
        }

        RequirePositive(limit, nameof(limit));
        if (!(maximum >= limit))
        {
            throw new ArgumentOutOfRangeException(nameof(maximum), maximum, $"the largest s must be at least the limit {limit}");
        }

        return new DynamicThresholding(quantile, limit, maximum);
    }

    /// <summary>The numbers that tell one from another.</summary>
    internal abstract IReadOnlyList<double> Numbers { get; }

    /// <summary>Thresholds the data prediction of one sample in place.</summary>
    internal abstract void Apply<T>(Span<T> data, Span<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>Takes the cotangent of the thresholded sample, in place, to that of <paramref name="data"/> before it.</summary>
    internal abstract void PullBack<T>(ReadOnlySpan<T> data, Span<T> cotangent, Span<T> scratch)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static void RequirePositive(double limit, string name)
    {
        if (!(limit > 0 && double.IsFinite(limit)))
        {
            throw new ArgumentOutOfRangeException(name, limit, "the limit must be positive and finite");
        }
    }
}
