namespace ItoSharp;

/// <summary>FNV-1a over 64-bit words: tells damaged or different data apart, no protection against an adversary.</summary>
internal static class Digest
{
    public static ulong Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        while (bytes.Length >= 8)
        {
            Mix(ref hash, System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (byte value in bytes)
        {
            Mix(ref hash, value);
        }

        return hash;
    }

    // The fold brings high bits down: a plain multiplication never moves them there.
    private static void Mix(ref ulong hash, ulong word)
    {
        hash = (hash ^ word) * 0x0000_0100_0000_01B3;
        hash ^= hash >> 32;
    }
}
