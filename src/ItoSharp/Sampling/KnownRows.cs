using System.Numerics;

namespace ItoSharp;

/// <summary>The validated mask and known values of a run's rows.</summary>
internal sealed record KnownRows<T>(ReadOnlyMemory<T> Mask, ReadOnlyMemory<T> Known, InpaintingNoise Noise, bool CleanEnd)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Refuses masks outside [0, 1] and known values that are not finite where they are used.</summary>
    public void Require()
    {
        if (!Enum.IsDefined(Noise))
        {
            throw new ArgumentOutOfRangeException("options", Noise, "Inpainting.Noise is EachStep or Once");
        }

        ReadOnlySpan<T> mask = Mask.Span;
        ReadOnlySpan<T> known = Known.Span;
        for (int i = 0; i < mask.Length; i++)
        {
            if (!(mask[i] >= T.Zero && mask[i] <= T.One))
            {
                throw new ArgumentException($"Inpainting.Mask[{i}] is {mask[i]}; a mask lies in [0, 1]", "options");
            }

            if (mask[i] > T.Zero && !T.IsFinite(known[i]))
            {
                throw new ArgumentException(
                    $"Inpainting.Known[{i}] is {known[i]} where the mask is {mask[i]}; it must be finite where the mask is not 0",
                    "options"
                );
            }
        }
    }

    public KnownRows<T> Slice(int start, int length) => this with { Mask = Mask.Slice(start, length), Known = Known.Slice(start, length) };
}
