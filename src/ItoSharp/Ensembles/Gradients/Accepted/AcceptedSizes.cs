using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>The sizes of the buffers of one thread that goes back over accepted steps.</summary>
internal sealed class AcceptedSizes<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const long DefaultBytes = 32L << 20;

    private readonly long _page;

    public AcceptedSizes(RunPlan<T> run, GradientColumns columns)
    {
        EnsembleShape shape = run.Shape;
        int lanes = Lanes.Of<T>(run.Width);
        int targets = columns.Targets.Length;
        long element = Unsafe.SizeOf<T>();
        State = Math.Max(1, shape.Rows) * EnsembleBlock.Paths;
        Observed = Math.Max(1, shape.Observables.Count) * EnsembleBlock.Paths;
        StartNormals = (shape.Components.Count + 4) * lanes;
        CotangentRows = shape.Components.Count + shape.Constants + 1;
        SumRows = shape.Constants + columns.Arguments.Length + 2;
        Cotangents = targets * CotangentRows * lanes;
        Sums = targets * SumRows * lanes;
        Moved = AcceptedSteps<T>.ChunkSteps * 2 * lanes;
        Results = columns.Count * EnsembleBlock.Paths;
        Slot = shape.Components.Count * lanes;
        int observations = columns.Targets.SelectMany(t => t.Parts).Select(p => p.Step).Distinct().Count();
        Stops = Math.Max(1, shape.Stops.Count * observations * lanes);
        (_page, long steps) = AcceptedSteps<T>.BytesOf(run);
        Fixed =
            (element * (State + (long)Observed + StartNormals + Cotangents + Moved + Stops + Slot))
            // Sums and results in double; the reduction holds the columns again, and sums of pairs.
            + (sizeof(double) * (Sums + (2L * Results) + EnsembleBlock.Pairs))
            + steps;
        SlotBytes = Slot * element;
    }

    public int State { get; }
    public int Observed { get; }
    public int StartNormals { get; }
    public int CotangentRows { get; }
    public int SumRows { get; }
    public int Cotangents { get; }
    public int Sums { get; }

    /// <summary>The cotangents of the clocks of one chunk.</summary>
    public int Moved { get; }
    public int Results { get; }

    /// <summary>The elements of the components of a group.</summary>
    public int Slot { get; }

    /// <summary>The rows of stops at every observation.</summary>
    public int Stops { get; }

    /// <summary>All bytes but those of the accepted steps and the checkpoints.</summary>
    public long Fixed { get; }

    /// <summary>The bytes that a thread may hold; null: what the steps take, and checkpoints up to 32 MiB.</summary>
    public long? Given { get; init; }

    /// <summary>The most rounds of a group, where they were counted.</summary>
    public int? Rounds { get; init; }

    public int Threads { get; init; } = 1;

    private long SlotBytes { get; }

    /// <summary>The bytes of the pages for so many rounds.</summary>
    public long Pages(int rounds) => (rounds + AcceptedGrid<T>.PageRounds - 1) / AcceptedGrid<T>.PageRounds * _page;

    /// <summary>The bytes of checkpoints, with the slot of the state that is gone back from.</summary>
    public long Tape(int checkpoints) => (checkpoints + 1) * SlotBytes;

    /// <summary>The fewest bytes in which so many rounds can be gone back over.</summary>
    public long Least(int rounds) => Fixed + Pages(rounds) + Tape(1);

    /// <summary>How many states of a group are kept beside pages that take so much.</summary>
    public int Checkpoints(int rounds, long pages)
    {
        pages = Rounds is { } counted ? Pages(counted) : pages;
        long most = Math.Min(Math.Max(1, rounds - 1), (int.MaxValue / Math.Max(1, Slot)) - 1);
        long room = (Given ?? DefaultBytes) - Fixed - pages;
        return (int)Math.Clamp((room / SlotBytes) - 1, 1, most);
    }
}
