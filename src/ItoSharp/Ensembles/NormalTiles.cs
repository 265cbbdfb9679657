using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// The normals of an ensemble, a pure function of (seed, path, number of the normal): any tile of them can be computed alone, at any
/// lane width and on any thread, and has the same bits.
/// </summary>
/// <remarks>
/// The key of Philox 4x32-10 is the seed, its counter is (call low, call high, path low, path high). In float a call gives four
/// normals: number n comes from call n / 4, the words (w0, w1) give the first two and (w2, w3) the others, by Box and Muller from 23
/// bits each. In double it gives two: number n comes from call n / 2, by <see cref="NormalTransform.Pair"/> of w0 | w1 &lt;&lt; 32 and w2 | w3 &lt;&lt; 32.
/// float and double therefore have different noise at the same seed. A step of a path uses the numbers from
/// step * <see cref="EnsembleShape.NormalsPerStep"/> on.
/// </remarks>
public static class NormalTiles
{
    /// <summary>Normals that one call of Philox gives in float; tiles begin at multiples of it.</summary>
    internal const int PerCallSingle = 4;

    /// <summary>Normals that one call of Philox gives in double; tiles begin at multiples of it.</summary>
    internal const int PerCallDouble = 2;

    /// <summary>Fills [n * lanes + l] with normal number firstNormal + n of path firstPath + l.</summary>
    /// <param name="width">The lanes of the tile.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="firstPath">The path of lane 0.</param>
    /// <param name="firstNormal">The number of the first normal of each lane, a multiple of 4.</param>
    /// <param name="count">The number of normals of each lane.</param>
    /// <param name="tile">At least count * lanes values.</param>
    public static void Fill(LaneWidth width, ulong seed, ulong firstPath, ulong firstNormal, int count, Span<float> tile)
    {
        int lanes = Lanes.Of<float>(width);
        for (int lane = 0; lane < lanes; lane++)
        {
            ulong path = firstPath + (ulong)lane;
            ulong call = firstNormal / PerCallSingle;
            for (int n = 0; n < count; n += PerCallSingle, call++)
            {
                uint c0 = (uint)call;
                uint c1 = (uint)(call >> 32);
                uint c2 = (uint)path;
                uint c3 = (uint)(path >> 32);
                Philox4x32_10.Next(ref c0, ref c1, ref c2, ref c3, (uint)seed, (uint)(seed >> 32));
                var (z0, z1) = Pair(c0, c1);
                var (z2, z3) = Pair(c2, c3);
                int left = count - n;
                tile[(n * lanes) + lane] = z0;
                if (left > 1)
                    tile[((n + 1) * lanes) + lane] = z1;
                if (left > 2)
                    tile[((n + 2) * lanes) + lane] = z2;
                if (left > 3)
                    tile[((n + 3) * lanes) + lane] = z3;
            }
        }
    }

    /// <inheritdoc cref="Fill(LaneWidth, ulong, ulong, ulong, int, Span{float})"/>
    /// <param name="width">The lanes of the tile.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="firstPath">The path of lane 0.</param>
    /// <param name="firstNormal">The number of the first normal of each lane, a multiple of 2.</param>
    /// <param name="count">The number of normals of each lane.</param>
    /// <param name="tile">At least count * lanes values.</param>
    public static void Fill(LaneWidth width, ulong seed, ulong firstPath, ulong firstNormal, int count, Span<double> tile)
    {
        int lanes = Lanes.Of<double>(width);
        for (int lane = 0; lane < lanes; lane++)
        {
            ulong path = firstPath + (ulong)lane;
            ulong call = firstNormal / PerCallDouble;
            for (int n = 0; n < count; n += PerCallDouble, call++)
            {
                uint c0 = (uint)call;
                uint c1 = (uint)(call >> 32);
                uint c2 = (uint)path;
                uint c3 = (uint)(path >> 32);
                Philox4x32_10.Next(ref c0, ref c1, ref c2, ref c3, (uint)seed, (uint)(seed >> 32));
                var (z0, z1) = NormalTransform.Pair(c0 | ((ulong)c1 << 32), c2 | ((ulong)c3 << 32));
                tile[(n * lanes) + lane] = z0;
                if (count - n > 1)
                    tile[((n + 1) * lanes) + lane] = z1;
            }
        }
    }

    // 23 bits each: the uniform is in (0, 1], so that the radius is finite.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (float First, float Second) Pair(uint radiusBits, uint turnBits)
    {
        const uint One = 0x3F80_0000;
        double u = 2f - BitConverter.UInt32BitsToSingle((radiusBits >> 9) | One);
        double turn = BitConverter.UInt32BitsToSingle((turnBits >> 9) | One) - 1f;
        double radius = Math.Sqrt(-2.0 * Elementary.LogOfNormal(u));
        var (sin, cos) = Elementary.SinCosOfTurn(turn);
        return ((float)(radius * cos), (float)(radius * sin));
    }
}
