namespace ItoSharp;

/// <summary>Which noise the known values carry while a run is on its way.</summary>
public enum InpaintingNoise
{
    /// <summary>Fresh noise after every step, as RePaint (Lugmayr et al., 2022).</summary>
    EachStep,

    /// <summary>
    /// One noise for the whole run, that of <c>AddNoise</c> with the same seed, as diffusers' inpainting pipelines: the known
    /// values move on one straight noising path.
    /// </summary>
    Once,
}

/// <summary>
/// Inpainting by mask replacement: after every step the state becomes <c>mask (alpha known + sigma z) + (1 - mask) x</c> at the
/// node reached, with the process's own mean added where it reverts to one.
/// </summary>
/// <remarks>
/// Where sigma is 0 at the end time, samples equal the known values on the mask (mask = 1) exactly; where it is not they carry the end
/// time's noise there, like everything else (so that another sampler may go on from them), unless <see cref="CleanEnd"/>. The
/// noise has counters of its own: that of the steps stays what it is without inpainting. Plans with a corrector mend the next
/// state's unmasked part as always; on the mask their predicted states are replaced. Exact gradients go through it, to
/// <see cref="Gradient{TProcess, T}.Known"/> too.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Mask">
/// Weights in [0, 1]: 1 where the value is known, 0 where it is to be found; rows x dimension, or one row for all samples.
/// </param>
/// <param name="Known">
/// The clean known values, rows x dimension, or one row for all samples. Where the mask is 0 they are never read and may be NaN.
/// </param>
public sealed record Inpainting<T>(ReadOnlyMemory<T> Mask, ReadOnlyMemory<T> Known)
    where T : unmanaged
{
    /// <summary>Which noise the known values carry on the way.</summary>
    public InpaintingNoise Noise { get; init; }

    /// <summary>Whether the last step puts the clean known values themselves, even where the end time has noise.</summary>
    public bool CleanEnd { get; init; }
}
