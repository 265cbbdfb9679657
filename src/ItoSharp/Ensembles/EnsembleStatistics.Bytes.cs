using System.Buffers.Binary;
using System.Text;

namespace ItoSharp;

public sealed partial class EnsembleStatistics
{
    private const ulong Magic = 0x31_53_4E_45_4F_54_49; // "ITOENS1"
    private const int MostNames = 1 << 20;

    /// <summary>
    /// The statistics as bytes, the same on every machine: a checkpoint to resume from, or a slice to merge elsewhere. They hold what run
    /// they belong to, and a digest that finds damage.
    /// </summary>
    public byte[] ToBytes()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(Magic);
        Write(writer, Run);
        writer.Write(_nodes.Length);
        foreach (var (node, sums) in _nodes)
        {
            writer.Write(node.Level);
            writer.Write(node.Index);
            foreach (double sum in sums)
            {
                writer.Write(sum);
            }
        }

        writer.Flush();
        writer.Write(Digest.Of(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Statistics from their bytes.</summary>
    /// <param name="bytes">What <see cref="ToBytes"/> gave.</param>
    /// <exception cref="ArgumentException">These are other bytes, or they are damaged.</exception>
    public static EnsembleStatistics FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 16 || BinaryPrimitives.ReadUInt64LittleEndian(bytes) != Magic)
        {
            throw new ArgumentException("these bytes are not ItoSharp ensemble statistics of format 1", nameof(bytes));
        }

        ReadOnlySpan<byte> body = bytes[..^8];
        if (BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]) != Digest.Of(body))
        {
            throw new ArgumentException("the statistics are damaged: their digest is another", nameof(bytes));
        }

        try
        {
            using MemoryStream stream = new(body.ToArray());
            using BinaryReader reader = new(stream, Encoding.UTF8);
            _ = reader.ReadUInt64();
            RunDescription run = Read(reader);
            StatisticsLayout layout = new(run);
            var nodes = new (BlockNode, double[])[Number(reader, MostNames)];
            for (int i = 0; i < nodes.Length; i++)
            {
                BlockNode node = new(reader.ReadInt32(), reader.ReadInt64());
                double[] sums = new double[layout.Length];
                for (int at = 0; at < sums.Length; at++)
                {
                    sums[at] = reader.ReadDouble();
                }

                nodes[i] = (node, sums);
            }

            return new(run, layout, nodes);
        }
        catch (Exception error) when (error is IOException or InvalidOperationException or FormatException)
        {
            throw new ArgumentException($"the statistics are damaged: {error.Message}", nameof(bytes), error);
        }
    }

    private static void Write(BinaryWriter writer, RunDescription run)
    {
        writer.Write(run.Program);
        writer.Write(run.Digest);
        writer.Write(run.Precision);
        Write(writer, run.Components);
        Write(writer, run.Observables);
        Write(writer, run.Stops);
        Write(writer, run.ArgumentNames);
        writer.Write(run.Arguments.Length);
        foreach (double argument in run.Arguments)
        {
            writer.Write(argument);
        }

        writer.Write(run.StartState);
        writer.Write(run.Seed);
        writer.Write(run.NormalsPerStep);
        writer.Write(run.Steps);
        writer.Write(run.Start);
        writer.Write(run.Until);
        writer.Write(run.Antithetic);
        writer.Write(run.Refinement);
        writer.Write((int)run.NonFinite);
        writer.Write(run.Covariance);
        writer.Write(run.ObservationSteps.Length);
        foreach (int step in run.ObservationSteps)
        {
            writer.Write(step);
        }

        writer.Write(run.Histograms.Length);
        foreach (HistogramRange range in run.Histograms)
        {
            writer.Write(range.Column);
            writer.Write(range.Min);
            writer.Write(range.Max);
            writer.Write(range.Bins);
        }
    }

    // In the order in which they were written: initialisers run from top to bottom.
    private static RunDescription Read(BinaryReader reader) =>
        new()
        {
            Program = reader.ReadString(),
            Digest = reader.ReadString(),
            Precision = reader.ReadString(),
            Components = Names(reader),
            Observables = Names(reader),
            Stops = Names(reader),
            ArgumentNames = Names(reader),
            Arguments = Many(reader, reader.ReadDouble),
            StartState = reader.ReadString(),
            Seed = reader.ReadUInt64(),
            NormalsPerStep = reader.ReadInt32(),
            Steps = Number(reader, int.MaxValue),
            Start = reader.ReadDouble(),
            Until = reader.ReadDouble(),
            Antithetic = reader.ReadBoolean(),
            Refinement = reader.ReadInt32(),
            NonFinite = (NonFinitePaths)reader.ReadInt32(),
            Covariance = reader.ReadBoolean(),
            ObservationSteps = Many(reader, () => Number(reader, int.MaxValue)),
            Histograms = Many(
                reader,
                () =>
                    new HistogramRange(
                        reader.ReadString(),
                        reader.ReadDouble(),
                        reader.ReadDouble(),
                        Number(reader, HistogramRange.MostBins)
                    )
            ),
        };

    private static void Write(BinaryWriter writer, string[] names)
    {
        writer.Write(names.Length);
        foreach (string name in names)
        {
            writer.Write(name);
        }
    }

    private static string[] Names(BinaryReader reader) => Many(reader, reader.ReadString);

    private static TValue[] Many<TValue>(BinaryReader reader, Func<TValue> next)
    {
        List<TValue> values = [];
        for (int left = Number(reader, int.MaxValue); left > 0; left--)
        {
            values.Add(next());
        }

        return [.. values];
    }

    private static int Number(BinaryReader reader, int most)
    {
        int number = reader.ReadInt32();
        return number >= 0 && number <= most ? number : throw new FormatException($"a number of {number} is not possible");
    }
}
