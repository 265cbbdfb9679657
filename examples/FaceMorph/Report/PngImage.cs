using System.Buffers.Binary;
using System.IO.Compression;
using FaceMorph.Faces;

namespace FaceMorph.Report;

/// <summary>Writes a face as an 8-bit grey PNG, small enough to stand inside the page.</summary>
internal static class PngImage
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>The face as the source of an img element.</summary>
    public static string DataUri(double[] face) => "data:image/png;base64," + Convert.ToBase64String(Encode(face));

    private static byte[] Encode(double[] face)
    {
        const int Edge = FaceSheet.Edge;
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Edge);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Edge);
        header[8] = 8; // bits; the colour type 0 behind it is grey
        Chunk(file, "IHDR"u8, header);

        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int y = 0; y < Edge; y++)
            {
                zlib.WriteByte(0); // the line is not filtered
                for (int x = 0; x < Edge; x++)
                {
                    zlib.WriteByte((byte)Math.Clamp(Math.Round(127.5 * (face[y * Edge + x] + 1)), 0, 255));
                }
            }
        }

        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, byte[] data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        uint sum = uint.MaxValue;
        foreach (byte value in (ReadOnlySpan<byte>)[.. type, .. data])
        {
            sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(number, ~sum);
        file.Write(number);
    }

    private static uint Remainder(int value)
    {
        uint remainder = (uint)value;
        for (int bit = 0; bit < 8; bit++)
        {
            remainder = (remainder & 1) == 1 ? 0xEDB88320u ^ (remainder >> 1) : remainder >> 1;
        }

        return remainder;
    }
}
