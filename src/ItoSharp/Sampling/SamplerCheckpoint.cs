using System.Runtime.InteropServices;

namespace ItoSharp;

/// <summary>A run between two model evaluations, as bytes that can be kept on disk.</summary>
public sealed class SamplerCheckpoint
{
    private const ulong Magic = 0x31_54_50_4B_43_4F_54_49; // "ITOCKPT1"
    private readonly byte[] _bytes;

    private SamplerCheckpoint(byte[] bytes) => _bytes = bytes;

    /// <summary>The checkpoint's bytes, in this machine's byte order.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>A checkpoint read back from its bytes; they are checked when a run resumes from it.</summary>
    public static SamplerCheckpoint FromBytes(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    /// <summary>The length of the state, once the checkpoint is known to be this plan's and whole.</summary>
    internal int StateLength<T>(ulong plan, StepRow[] rows, int dimension, int buffers)
        where T : unmanaged
    {
        RequireHeader();
        ReadOnlySpan<ulong> header = MemoryMarshal.Cast<byte, ulong>(_bytes)[..7];
        if (header[1] != plan)
        {
            throw new ArgumentException(
                "the checkpoint was written by another sampler: process parameters, plan, schedule, times, model dimension and "
                    + "precision must all be the same to resume",
                "checkpoint"
            );
        }

        ulong length = header[6];
        bool known = header[3] <= (ulong)rows.Length && header[5] == (ulong)buffers && length > 0 && length <= int.MaxValue;
        known &= known && length % (ulong)dimension == 0;
        known &= known && (header[4] == 0 || header[3] < (ulong)rows.Length && header[4] < (ulong)rows[header[3]].Evaluations);
        if (!known || length * (ulong)System.Runtime.CompilerServices.Unsafe.SizeOf<T>() > (ulong)_bytes.Length)
        {
            throw new ArgumentException("the checkpoint's header does not fit this sampler: it is damaged", "checkpoint");
        }

        return (int)length;
    }

    internal static SamplerCheckpoint Of<T>(ulong plan, RunInput<T> input, int step, int block, T[][] buffers)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        using MemoryStream stream = new();
        ReadOnlySpan<ulong> header =
        [
            Magic,
            plan,
            RunIdentity.Of(input),
            (ulong)step,
            (ulong)block,
            (ulong)buffers.Length,
            (ulong)buffers[0].Length,
        ];
        stream.Write(MemoryMarshal.AsBytes(header));
        foreach (T[] buffer in buffers)
        {
            stream.Write(MemoryMarshal.AsBytes<T>(buffer));
        }

        return new(stream.ToArray());
    }

    internal void Read<T>(RunInput<T> input, T[][] buffers, out int step, out int block)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        RequireHeader();
        ReadOnlySpan<ulong> header = MemoryMarshal.Cast<byte, ulong>(_bytes)[..7];
        if (header[2] != RunIdentity.Of(input))
        {
            throw new ArgumentException(
                "the checkpoint was written with another Seed, FirstSample, SampleSeeds, Thresholding or Inpainting",
                "options"
            );
        }

        ReadOnlySpan<byte> data = _bytes.AsSpan(7 * 8);
        int expected = 0;
        foreach (T[] buffer in buffers)
        {
            expected += MemoryMarshal.AsBytes<T>(buffer).Length;
        }

        if (data.Length != expected)
        {
            throw new ArgumentException(
                $"the checkpoint holds {data.Length} bytes of state where {expected} belong: it is damaged",
                "checkpoint"
            );
        }

        foreach (T[] buffer in buffers)
        {
            Span<byte> target = MemoryMarshal.AsBytes(buffer.AsSpan());
            data[..target.Length].CopyTo(target);
            data = data[target.Length..];
        }

        step = (int)header[3];
        block = (int)header[4];
    }

    private void RequireHeader()
    {
        if (_bytes.Length < 7 * 8 || MemoryMarshal.Read<ulong>(_bytes) != Magic)
        {
            throw new ArgumentException("these bytes are not an ItoSharp sampler checkpoint of format 1", "checkpoint");
        }
    }
}
