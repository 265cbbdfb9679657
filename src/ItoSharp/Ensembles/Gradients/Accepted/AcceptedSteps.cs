using System.Numerics;

namespace ItoSharp;

/// <summary>Runs a group by its tolerance, keeps the steps that were accepted, and shows them again. One thread's.</summary>
internal abstract class AcceptedSteps<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The most steps that are shown at a time, and over which contributions to constants are summed in T.</summary>
    public const int ChunkSteps = 32;

    protected AcceptedSteps(RunPlan<T> plan)
    {
        Plan = plan;
        LaneCount = Lanes.Of<T>(plan.Width);
        Clock = new(ChunkSteps * 2 * LaneCount);
        Normals = new(ChunkSteps * plan.Shape.NormalsPerStep * LaneCount);
    }

    /// <summary>The clocks of the steps that are shown: time and length.</summary>
    public AlignedBuffer<T> Clock { get; }

    /// <summary>Their normals.</summary>
    public AlignedBuffer<T> Normals { get; }

    /// <summary>The rounds of the group.</summary>
    public abstract int Rounds { get; }

    /// <summary>The first round of every stretch between common times.</summary>
    public abstract IReadOnlyList<int> Starts { get; }

    /// <summary>What is kept of the steps.</summary>
    public abstract long GridBytes { get; }

    /// <summary>Whether steps are kept, or counted only.</summary>
    public abstract bool Keeps { set; }

    protected RunPlan<T> Plan { get; }

    protected int LaneCount { get; }

    protected abstract AdaptiveSteps<T> Steps { get; }

    public static AcceptedSteps<T> Of(RunPlan<T> plan) =>
        plan.Program is FreeStepProgram<T> free
            ? new FreeAcceptedSteps<T>(plan, free)
            : new DyadicAcceptedSteps<T>(plan, (DyadicStepProgram<T>)plan.Program);

    /// <summary>What a page of steps takes, and all buffers beside pages, in bytes.</summary>
    public static (long Page, long Fixed) BytesOf(RunPlan<T> plan)
    {
        int lanes = Lanes.Of<T>(plan.Width);
        int element = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
        long shown = (long)ChunkSteps * (2 + plan.Shape.NormalsPerStep) * lanes * element;
        return plan.Program is FreeStepProgram<T>
            ? (FreeAcceptedSteps<T>.PageBytes(lanes), shown + FreeAcceptedSteps<T>.FixedBytes(lanes))
            : (DyadicAcceptedSteps<T>.PageBytes(lanes), shown + DyadicAcceptedSteps<T>.FixedBytes(plan.Shape, lanes));
    }

    public virtual void Dispose()
    {
        Steps.Dispose();
        Clock.Dispose();
        Normals.Dispose();
    }

    public void StartBlock() => Steps.StartBlock();

    /// <summary>Turns to a group whose states are set.</summary>
    public virtual void Start(int slot, ulong path, bool mirrored, ref readonly T state) => Steps.Start(slot, in state);

    /// <summary>Runs the group from one step of the grid to another.</summary>
    public abstract void Advance(int slot, ulong path, bool mirrored, int from, int to, ref T state);

    /// <summary>Shows the steps of some rounds, no more than <see cref="ChunkSteps"/> of one stretch.</summary>
    public abstract void Show(int first, int end);

    /// <summary>How far a path came that met its tolerance with no step.</summary>
    public bool HasFailed(int slot, out double time, out double step) => Steps.HasFailed(slot, out time, out step);
}
