using System.Runtime.InteropServices;

namespace ItoSharp;

/// <summary>What of a run's options decides its bits, as a number by which a checkpoint knows its run again.</summary>
internal static class RunIdentity
{
    /// <summary>FNV-1a over seeds, thresholding and inpainting: only an equality test, never noise.</summary>
    public static ulong Of<T>(RunInput<T> input)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        ulong hash = 14695981039346656037;
        for (int row = 0; row < input.Rows; row++)
        {
            (ulong seed, ulong path) = input.Noise(row);
            Add(ref hash, seed);
            Add(ref hash, path);
        }

        if (input.Options.Thresholding is { } thresholding)
        {
            foreach (double number in thresholding.Numbers)
            {
                Add(ref hash, BitConverter.DoubleToUInt64Bits(number));
            }
        }

        if ((input.Options as SampleOptions<T>)?.Inpainting is { } inpainting)
        {
            Add(ref hash, (ulong)inpainting.Noise);
            Add(ref hash, inpainting.CleanEnd ? 1UL : 0);
            Add(ref hash, inpainting.Mask.Span);
            Add(ref hash, inpainting.Known.Span);
        }

        return hash;
    }

    private static void Add(ref ulong hash, ulong value) => hash = (hash ^ value) * 1099511628211;

    private static void Add<T>(ref ulong hash, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        foreach (byte part in MemoryMarshal.AsBytes(values))
        {
            Add(ref hash, part);
        }
    }
}
