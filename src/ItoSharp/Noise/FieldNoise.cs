using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ItoSharp;

/// <summary>
/// Standard normals that are a pure function of (seed, path, step, slot): any range of slots can be computed alone, by any
/// thread, and gives the same bits. Nothing has to be stored to replay a path backwards.
/// </summary>
/// <remarks>
/// Slots 2j and 2j + 1 are the two normals of the Philox block with counter (j, step, path low, path high) and the seed as key.
/// </remarks>
public static class FieldNoise
{
    /// <summary>The number of slots of one path and step.</summary>
    public const long Slots = 1L << 32;

    private const int Buffer = 512;

    /// <summary>Fills with the normals of the slots 0, 1, 2, ...</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="path">The path, such as the row of a batch.</param>
    /// <param name="step">The step.</param>
    /// <param name="normals">Filled.</param>
    public static void Fill(ulong seed, ulong path, uint step, Span<double> normals) => Fill(seed, path, step, 0, normals);

    /// <summary>Fills with the normals of the slots from <paramref name="firstSlot"/> on.</summary>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="path">The path, such as the row of a batch.</param>
    /// <param name="step">The step.</param>
    /// <param name="firstSlot">The slot of the first element.</param>
    /// <param name="normals">Filled.</param>
    public static void Fill(ulong seed, ulong path, uint step, uint firstSlot, Span<double> normals)
    {
        CheckRange(firstSlot, normals.Length);
        if (normals.IsEmpty)
            return;
        uint block = firstSlot / 2;
        if (firstSlot % 2 != 0)
        {
            normals[0] = Pair(seed, path, step, block++).Second;
            normals = normals[1..];
        }
        int pairs = normals.Length / 2;
        FillPairs(seed, path, step, block, normals[..(2 * pairs)]);
        if (normals.Length % 2 != 0)
            normals[^1] = Pair(seed, path, step, block + (uint)pairs).First;
    }

    /// <summary>The float form: the same normals, each rounded once.</summary>
    /// <inheritdoc cref="Fill(ulong, ulong, uint, Span{double})"/>
    public static void Fill(ulong seed, ulong path, uint step, Span<float> normals) => Fill(seed, path, step, 0, normals);

    /// <summary>The float form: the same normals, each rounded once.</summary>
    /// <inheritdoc cref="Fill(ulong, ulong, uint, uint, Span{double})"/>
    [SkipLocalsInit]
    public static void Fill(ulong seed, ulong path, uint step, uint firstSlot, Span<float> normals)
    {
        CheckRange(firstSlot, normals.Length);
        Span<double> exact = stackalloc double[Buffer];
        while (!normals.IsEmpty)
        {
            // An even number of slots to the next multiple of the buffer, so that no block is computed twice.
            int count = Math.Min(normals.Length, Buffer - (int)(firstSlot % 2));
            Fill(seed, path, step, firstSlot, exact[..count]);
            Round(exact[..count], normals);
            normals = normals[count..];
            firstSlot += (uint)count;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Round(ReadOnlySpan<double> exact, Span<float> normals)
    {
        int i = 0;
        for (; i + 8 <= exact.Length; i += 8)
        {
            var low = Vector256.Create(exact.Slice(i, 4));
            var high = Vector256.Create(exact.Slice(i + 4, 4));
            Vector256.Narrow(low, high).CopyTo(normals.Slice(i, 8));
        }
        for (; i < exact.Length; i++)
            normals[i] = (float)exact[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FillPairs(ulong seed, ulong path, uint step, uint block, Span<double> normals)
    {
        int wide = NormalLanes.IsFaster ? normals.Length - normals.Length % (2 * NormalLanes.Blocks) : 0;
        if (wide > 0)
            NormalLanes.Fill(seed, path, step, block, normals[..wide]);
        block += (uint)wide / 2;
        for (int i = wide; i + 1 < normals.Length; i += 2)
            (normals[i], normals[i + 1]) = Pair(seed, path, step, block++);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double First, double Second) Pair(ulong seed, ulong path, uint step, uint block)
    {
        uint c0 = block;
        uint c1 = step;
        uint c2 = (uint)path;
        uint c3 = (uint)(path >> 32);
        Philox4x32_10.Next(ref c0, ref c1, ref c2, ref c3, (uint)seed, (uint)(seed >> 32));
        return NormalTransform.Pair(c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
    }

    private static void CheckRange(uint firstSlot, int count)
    {
        if (firstSlot + (long)count > Slots)
        {
            throw new ArgumentOutOfRangeException(
                nameof(firstSlot),
                firstSlot,
                FormattableString.Invariant($"The slots end at 2^32; {count} of them from {firstSlot} on do not fit.")
            );
        }
    }
}
