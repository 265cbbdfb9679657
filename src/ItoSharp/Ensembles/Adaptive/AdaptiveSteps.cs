using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>Moves groups of paths with steps of their own from one common time to the next. One thread's.</summary>
internal abstract class AdaptiveSteps<T> : IDisposable
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<int, (double Time, double Step)> _failures = [];

    protected AdaptiveSteps(RunPlan<T> plan, int clockRows)
    {
        Plan = plan;
        LaneCount = Lanes.Of<T>(plan.Width);
        Clock = new(clockRows * EnsembleBlock.Paths);
    }

    protected RunPlan<T> Plan { get; }

    protected int LaneCount { get; }

    protected AlignedBuffer<T> Clock { get; }

    /// <summary>What moves the paths of a plan; null where they have equal steps.</summary>
    public static AdaptiveSteps<T>? Of(RunPlan<T> plan) =>
        plan.Program switch
        {
            FreeStepProgram<T> free => new FreeSteps<T>(plan, free),
            DyadicStepProgram<T> dyadic => new DyadicSteps<T>(plan, dyadic),
            _ => null,
        };

    public virtual void Dispose() => Clock.Dispose();

    /// <summary>Forgets the last block.</summary>
    public virtual void StartBlock() => _failures.Clear();

    /// <summary>Prepares a group whose states are set.</summary>
    public abstract void Start(int slot, ref readonly T state);

    /// <summary>Moves a group from one step of the grid to another.</summary>
    /// <param name="slot">The place of its first path in the block.</param>
    /// <param name="path">The number of the path whose noise the first one follows.</param>
    /// <param name="mirrored">Whether the noise is negated.</param>
    /// <param name="from">The number of the step of the grid where the paths are.</param>
    /// <param name="to">The number of that where they are to go, after from.</param>
    /// <param name="state">The group's first path in row 0 of the state.</param>
    public abstract void Advance(int slot, ulong path, bool mirrored, int from, int to, ref T state);

    /// <summary>How far a path came that met its tolerance with no step.</summary>
    public bool HasFailed(int slot, out double time, out double step)
    {
        bool failed = _failures.TryGetValue(slot, out (double Time, double Step) failure);
        (time, step) = failure;
        return failed;
    }

    /// <summary>Gives a path up: its state is NaN from here on, which the run's policy for such paths takes care of.</summary>
    protected void GiveUp(int slot, int lane, double time, double step, ref T state)
    {
        _failures.TryAdd(slot + lane, (time, step));
        for (int c = 0; c < Plan.Shape.Components.Count; c++)
        {
            Unsafe.Add(ref state, (c * EnsembleBlock.Paths) + lane) = T.NaN;
        }
    }

    /// <summary>Whether one of the stops of a path has held.</summary>
    protected bool IsStopped(int lane, ref readonly T state)
    {
        ref T rows = ref Unsafe.AsRef(in state);
        for (int stop = 0; stop < Plan.Shape.Stops.Count; stop++)
        {
            int row = Plan.Shape.Components.Count + stop;
            if (T.IsFinite(Unsafe.Add(ref rows, (row * EnsembleBlock.Paths) + lane)))
            {
                return true;
            }
        }

        return false;
    }
}
