using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>The sizes of the buffers of one thread, in elements: what is planned is what is allocated.</summary>
internal sealed class GradientSizes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long DefaultBytes = 32L << 20;

    // Normals of a group that are kept even in the least memory, where there are so many: half of a processor's first cache.
    private const long NoiseBytes = 32L << 10;

    private GradientSizes(EnsembleShape shape, GradientColumns columns, int lanes, int refinement)
    {
        int perStep = shape.NormalsPerStep;
        int targets = columns.Targets.Length;
        TileSteps = StepNoise<T>.TileSteps(perStep, lanes);
        State = Math.Max(1, shape.Rows) * EnsembleBlock.Paths;
        Observed = Math.Max(1, shape.Observables.Count) * EnsembleBlock.Paths;
        StartNormals = (shape.Components.Count + 4) * lanes;
        CotangentRows = shape.Moving + shape.Constants + 1;
        Cotangents = targets * CotangentRows * lanes;
        SumRows = shape.Constants + columns.Arguments.Length + 2;
        Sums = targets * SumRows * lanes;
        TimedCotangents = Math.Max(1, GradientPlan<T>.ChunkSteps * shape.TimedColumns * lanes);
        Results = columns.Count * EnsembleBlock.Paths;
        Slot = shape.Rows * lanes;
        NoiseStep = Math.Max(1, perStep * lanes);
        NoiseChunk = (int)Math.Min(GradientPlan<T>.ChunkSteps, BitOperations.RoundUpToPowerOf2((uint)TileSteps / 2 + 1));
        int tile = TileSteps * perStep * lanes;
        bool separate = perStep > shape.Noises;
        Forward = Bytes(State) + Bytes(Observed) + Bytes(StartNormals) + (2 * Doubles(Results)) + Doubles(EnsembleBlock.Pairs);
        long noise = (separate ? Bytes(tile) : 0) + (refinement > 1 ? Bytes(tile) + Doubles(tile) + Doubles(perStep * lanes) : 0);
        Fixed =
            Bytes(State)
            + Bytes(Observed)
            + Bytes(StartNormals)
            + Bytes(Cotangents)
            + Doubles(Sums)
            + Bytes(TimedCotangents)
            + Doubles(Results)
            // The reduction holds the columns again, and sums of pairs.
            + Doubles(Results)
            + Doubles(EnsembleBlock.Pairs)
            + noise;
        Forward += noise;
    }

    /// <summary>The bytes of a thread that only goes forward, beside its tape, tangents and normals.</summary>
    public long Forward { get; }

    public int TileSteps { get; }
    public int State { get; }
    public int Observed { get; }
    public int StartNormals { get; }

    /// <summary>The rows of one cotangent: components, constants, the time of observation.</summary>
    public int CotangentRows { get; }
    public int Cotangents { get; }

    /// <summary>The sums in double of one target: constants, then arguments and the two times.</summary>
    public int SumRows { get; }
    public int Sums { get; }
    public int TimedCotangents { get; }
    public int Results { get; }

    /// <summary>The elements of one state of a group.</summary>
    public int Slot { get; }

    /// <summary>The elements of one step's normals.</summary>
    public int NoiseStep { get; }

    public long Fixed { get; }

    public required GradientMemory Memory { get; init; }

    /// <summary>The steps of a chunk of normals: a divisor of the steps over which contributions are summed, and a multiple of four.</summary>
    public int NoiseChunk { get; }

    /// <summary>The chunks that are kept.</summary>
    public required int NoiseChunks { get; init; }

    /// <summary>The groups that go forward together: several where all their states and normals are kept.</summary>
    public required int Groups { get; init; }

    /// <summary>The states that a group's tape has room for.</summary>
    public required int TapeSlots { get; init; }

    public static GradientSizes<T> Plan(
        RunPlan<T> run,
        GradientColumns columns,
        EnsembleGradientOptions options,
        int wantedThreads,
        long blocks
    )
    {
        int steps = run.Run.Steps;
        GradientSizes<T> bare = Bare(run, columns);
        int all = (steps + bare.NoiseChunk - 1) / bare.NoiseChunk;
        long slot = (long)bare.Slot * Unsafe.SizeOf<T>();
        long noise = (long)bare.NoiseChunk * bare.NoiseStep * Unsafe.SizeOf<T>();
        int few = (int)Math.Min(all, Math.Max(1, NoiseBytes / noise));
        if (run.Program is ReversibleProgram<T> && options.Memory is null)
        {
            return Reversible(run, columns, bare, few, wantedThreads, blocks);
        }

        int every = Math.Max(1, steps - 1);
        long kept = ((every + 1) * slot) + (all * noise);
        long full = bare.Fixed + kept;
        int inFlight = run.Program is EnsembleAdjoint<T> adjoint ? adjoint.GroupsRecorded(run.Width) : 1;
        long together = bare.Fixed + (inFlight * kept);

        // The state that is gone back from has a slot beside the checkpoints.
        long least = Math.Min(bare.Fixed + (2 * slot) + (few * noise), full);
        long threads = Math.Clamp(wantedThreads == 0 ? Environment.ProcessorCount : wantedThreads, 1, Math.Max(1, blocks));
        long given = Math.Max(least, Math.Min(together, DefaultBytes));
        if (options.Memory is { } budget)
        {
            // On all processors means on as many as the memory allows.
            threads = wantedThreads == 0 ? Math.Clamp(budget / least, 1, threads) : threads;
            given = budget / threads;
            if (given < least)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(EnsembleGradientOptions.Memory),
                    budget,
                    $"the least with which {threads} {(threads == 1 ? "thread" : "threads")} can take this gradient is {least * threads} bytes; give that or more"
                );
            }
        }

        bool Fits(int groups) =>
            given >= bare.Fixed + (groups * kept)
            && groups * (long)all * bare.NoiseChunk * bare.NoiseStep < int.MaxValue
            && groups * (every + 1L) * bare.Slot < int.MaxValue;

        bool keepsNoise = Fits(1);
        int groups = Fits(inFlight) ? inFlight : 1;
        long most = Math.Min(every, (int.MaxValue / Math.Max(1, bare.Slot)) - 1);
        int checkpoints = keepsNoise ? every : (int)Math.Clamp(((given - bare.Fixed - (few * noise)) / slot) - 1, 1, most);
        long bytes = bare.Fixed + (groups * (((checkpoints + 1) * slot) + ((keepsNoise ? all : few) * noise)));
        return new(run.Shape, columns, Lanes.Of<T>(run.Width), run.Run.Refinement)
        {
            Groups = groups,
            NoiseChunks = keepsNoise ? all : few,
            // The state that is gone back from has a slot of its own.
            TapeSlots = checkpoints + 1,
            Memory = new(
                bytes * threads,
                bytes,
                least,
                (int)threads,
                checkpoints,
                keepsNoise,
                BinomialSchedule.ForwardSteps(steps, checkpoints) + 1,
                steps
            ),
        };
    }

    /// <summary>The start, and the states of one chunk of steps at a time, whatever the number of steps.</summary>
    private static GradientSizes<T> Reversible(
        RunPlan<T> run,
        GradientColumns columns,
        GradientSizes<T> bare,
        int noiseChunks,
        int wantedThreads,
        long blocks
    )
    {
        int steps = run.Run.Steps;
        int slots = 1 + Math.Min(steps, GradientPlan<T>.ChunkSteps);
        long bytes = bare.Fixed + Bytes((long)slots * bare.Slot) + Bytes((long)noiseChunks * bare.NoiseChunk * bare.NoiseStep);
        long threads = Math.Clamp(wantedThreads == 0 ? Environment.ProcessorCount : wantedThreads, 1, Math.Max(1, blocks));
        return new(run.Shape, columns, Lanes.Of<T>(run.Width), run.Run.Refinement)
        {
            Groups = 1,
            NoiseChunks = noiseChunks,
            TapeSlots = slots,
            Memory = new(bytes * threads, bytes, bytes, (int)threads, 1, false, steps, steps) { IsReversible = true },
        };
    }

    /// <summary>For tangents: sizes without a tape.</summary>
    public static GradientSizes<T> Bare(RunPlan<T> run, GradientColumns columns) =>
        new(run.Shape, columns, Lanes.Of<T>(run.Width), run.Run.Refinement)
        {
            Memory = null!,
            Groups = 1,
            NoiseChunks = 0,
            TapeSlots = 0,
        };

    private static long Bytes(long elements) => elements * Unsafe.SizeOf<T>();

    private static long Doubles(long elements) => elements * sizeof(double);
}
