using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ItoSharp;

/// <summary>
/// The normals of an ensemble, a pure function of (seed, path, number of the normal): any tile of them can be computed alone, at any
/// lane width and on any thread or device, and has the same bits.
/// </summary>
/// <remarks>
/// The key of Philox 4x32-10 is the seed, its counter is (call low, call high, path low, path high). In float a call gives four
/// normals: number n comes from call n / 4, the words (w0, w1) give the first two and (w2, w3) the others, by Box and Muller from 23
/// bits each. In double it gives two: number n comes from call n / 2, by the words w0 | w1 &lt;&lt; 32 and w2 | w3 &lt;&lt; 32, from 52 bits each.
/// float and double therefore have different noise at the same seed. The increments of a step's m noises are the numbers from
/// step * m on, their second normals those from 2^61 + step * m on, extra normals are counted from 2^62, those of the start from 2^60, and those
/// that halve the steps of adaptive ensembles from 2^63: all methods follow the same Brownian path at one seed. The largest magnitude is sqrt(46 log 2) = 5.65 in float and
/// sqrt(104 log 2) = 8.49 in double.
/// </remarks>
[EmittedLanes]
public static partial class NormalTiles
{
    /// <summary>Normals that one call of Philox gives in float; tiles begin at multiples of it.</summary>
    internal const int PerCallSingle = 4;

    /// <summary>Normals that one call of Philox gives in double; tiles begin at multiples of it.</summary>
    internal const int PerCallDouble = 2;

    /// <summary>Fills [n * lanes + l] with normal number firstNormal + n of path firstPath + l.</summary>
    /// <param name="width">The lanes of the tile.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="firstPath">The path of lane 0.</param>
    /// <param name="firstNormal">The number of the first normal of each lane, a multiple of 4 in float and of 2 in double.</param>
    /// <param name="count">The number of normals of each lane.</param>
    /// <param name="tile">At least count * lanes values.</param>
    /// <exception cref="ArgumentException">The tile is too short, or firstNormal not the first of a call.</exception>
    public static void Fill(LaneWidth width, ulong seed, ulong firstPath, ulong firstNormal, int count, Span<float> tile) =>
        FillAny(width, seed, firstPath, firstNormal, count, tile);

    /// <inheritdoc cref="Fill(LaneWidth, ulong, ulong, ulong, int, Span{float})"/>
    public static void Fill(LaneWidth width, ulong seed, ulong firstPath, ulong firstNormal, int count, Span<double> tile) =>
        FillAny(width, seed, firstPath, firstNormal, count, tile);

    /// <inheritdoc cref="Fill(LaneWidth, ulong, ulong, ulong, int, Span{float})"/>
    internal static void FillAny<T>(LaneWidth width, ulong seed, ulong firstPath, ulong firstNormal, int count, Span<T> tile)
        where T : unmanaged
    {
        int lanes = Lanes.Of<T>(width);
        int perCall = PerCall<T>();
        Check(firstNormal, perCall, count, lanes, tile.Length);
        int calls = count / perCall;
        ulong first = firstNormal / (ulong)perCall;
        FillCalls(width, seed, firstPath, first, calls, tile);
        int left = count % perCall;
        if (left > 0)
        {
            Span<T> last = stackalloc T[perCall * lanes];
            FillCalls(width, seed, firstPath, first + (ulong)calls, 1, last);
            last[..(left * lanes)].CopyTo(tile[(calls * perCall * lanes)..]);
        }
    }

    /// <summary>The normals that one call of Philox gives in a precision.</summary>
    internal static int PerCall<T>()
        where T : unmanaged => Unsafe.SizeOf<T>() == sizeof(float) ? PerCallSingle : PerCallDouble;

    /// <summary>
    /// Fills [n * lanes + l] with normal n of those that call number <paramref name="calls"/>[l] of path firstPath + l and the calls after
    /// it give: every lane has numbers of its own.
    /// </summary>
    internal static void FillEach<T>(LaneWidth width, ulong seed, ulong firstPath, ReadOnlySpan<ulong> calls, int count, Span<T> tile)
        where T : unmanaged
    {
        int times = count / PerCall<T>();
        if (typeof(T) == typeof(float))
        {
            FillEach(width, seed, firstPath, calls, times, ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, float>(tile)));
        }
        else
        {
            ref double first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, double>(tile));
            FillEach(width, seed, firstPath, ref MemoryMarshal.GetReference(calls), times, ref first);
        }
    }

    // Even and odd lanes go different ways in the vectors of floats.
    private static void FillEach(LaneWidth width, ulong seed, ulong path, ReadOnlySpan<ulong> calls, int times, ref float tile)
    {
        Span<ulong> apart = stackalloc ulong[calls.Length];
        int odd = calls.Length / 2;
        for (int lane = 0; lane < calls.Length; lane++)
        {
            apart[(lane % 2 * odd) + (lane / 2)] = calls[lane];
        }

        FillEach(width, seed, path, ref MemoryMarshal.GetReference(apart), times, ref tile);
    }

    private static void FillCalls<T>(LaneWidth width, ulong seed, ulong path, ulong call, int calls, Span<T> tile)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            Fill(width, seed, path, call, calls, ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, float>(tile)));
        }
        else
        {
            Fill(width, seed, path, call, calls, ref MemoryMarshal.GetReference(MemoryMarshal.Cast<T, double>(tile)));
        }
    }

    private static void Check(ulong firstNormal, int perCall, int count, int lanes, int length)
    {
        if (firstNormal % (ulong)perCall != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"firstNormal is {firstNormal}; it must be a multiple of {perCall}."),
                nameof(firstNormal)
            );
        }

        if (count < 0 || (long)count * lanes > length)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The tile has {length} values where {count} normals of {lanes} lanes need {(long)count * lanes}."
                ),
                "tile"
            );
        }
    }
}
