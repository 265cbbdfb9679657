using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>
/// The counter-based generator Philox 4x32 with ten rounds (Salmon, Moraes, Dror and Shaw, SC 2011): 128 random bits as a pure
/// function of a 128-bit counter and a 64-bit key.
/// </summary>
public static class Philox4x32_10
{
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9; // the golden ratio
    internal const uint Weyl1 = 0xBB67AE85; // sqrt(3) - 1
    internal const int Rounds = 10;

    /// <summary>Replaces the counter (c0, c1, c2, c3) by its random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Next(ref uint c0, ref uint c1, ref uint c2, ref uint c3, uint key0, uint key1)
    {
        for (int round = 0; round < Rounds; round++)
        {
            ulong product0 = (ulong)Multiplier0 * c0;
            ulong product1 = (ulong)Multiplier1 * c2;
            c0 = (uint)(product1 >> 32) ^ c1 ^ key0;
            c2 = (uint)(product0 >> 32) ^ c3 ^ key1;
            c1 = (uint)product1;
            c3 = (uint)product0;
            key0 += Weyl0;
            key1 += Weyl1;
        }
    }

    /// <summary>The 128 bits that belong to a counter and a key, lowest word first.</summary>
    public static (uint W0, uint W1, uint W2, uint W3) Block(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        Next(ref c0, ref c1, ref c2, ref c3, key0, key1);
        return (c0, c1, c2, c3);
    }
}
