using System.Numerics;

namespace ItoSharp;

/// <summary>Steps of the grid, halved where their error is too large; a rejected step is tried again in halves of the same path.</summary>
internal sealed class DyadicSteps<T> : AdaptiveSteps<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TimeRow = 0;
    private const int StepRow = EnsembleBlock.Paths;
    private const int NumberRow = 2 * EnsembleBlock.Paths;
    private const int ErrorRow = 3 * EnsembleBlock.Paths;
    private const int StoppedRow = 4 * EnsembleBlock.Paths;

    // The error grows at least with the step itself: below a quarter of what is tolerated, twice the step is tried.
    private static readonly T _mostToDouble = T.CreateTruncating(0.25);

    private readonly DyadicStepProgram<T> _program;
    private readonly BrownianTrees<T> _trees;
    private readonly AlignedBuffer<T> _normals;
    private readonly int[] _wanted = new int[EnsembleBlock.Paths];
    private readonly bool[] _moves;

    public DyadicSteps(RunPlan<T> plan, DyadicStepProgram<T> program)
        : base(plan, DyadicStepProgram<T>.ClockRows)
    {
        _program = program;
        _trees = new(plan.Shape, plan.Width, plan.Run.Seed);
        _normals = new(plan.Shape.NormalsPerStep * LaneCount);
        _moves = new bool[LaneCount];
    }

    /// <summary>Told of every accepted step: the lane, the step of the grid, how often it was halved, where in it the part begins.</summary>
    public Action<int, int, int, int>? Accepted { get; init; }

    public override void Dispose()
    {
        base.Dispose();
        _trees.Dispose();
        _normals.Dispose();
    }

    public override void Start(int slot, ref readonly T state) => _wanted.AsSpan(slot, LaneCount).Clear();

    public override void Advance(int slot, ulong path, bool mirrored, int from, int to, ref T state)
    {
        bool any = false;
        for (int lane = 0; lane < LaneCount; lane++)
        {
            _moves[lane] = !IsStopped(lane, in state) && !HasFailed(slot + lane, out _, out _);
            any |= _moves[lane];
            _trees.Enter(lane, path + (ulong)lane, from);
        }

        Span<int> wanted = _wanted.AsSpan(slot, LaneCount);
        while (any)
        {
            Plan.Cancellation.ThrowIfCancellationRequested();
            _trees.Halve(path, wanted);
            Present(slot, mirrored);
            _program.Attempt(Plan.Width, ref state, ref Clock.At(slot), in _normals.At(0), in Plan.Constants[0]);
            any = false;
            for (int lane = 0; lane < LaneCount; lane++)
            {
                if (_moves[lane])
                {
                    _moves[lane] = Judge(slot, lane, path + (ulong)lane, to, ref state);
                    any |= _moves[lane];
                }
            }
        }
    }

    /// <summary>Shows the program each path's time, step and noise.</summary>
    private void Present(int slot, bool mirrored)
    {
        RunDescription run = Plan.Run;
        Span<T> clock = Clock.Span[slot..];
        for (int lane = 0; lane < LaneCount; lane++)
        {
            clock[TimeRow + lane] = T.CreateTruncating(run.Time(_trees.Begin(lane)));
            clock[StepRow + lane] = _moves[lane] ? T.CreateTruncating(run.H * (_trees.Size(lane) * BrownianTrees<T>.Unit)) : T.Zero;
            clock[NumberRow + lane] = T.CreateTruncating(_trees.End(lane));
        }

        _trees.Read(mirrored, _normals.Span);
    }

    /// <summary>What becomes of a path after an attempt; whether it has further to go.</summary>
    private bool Judge(int slot, int lane, ulong path, int to, ref T state)
    {
        T error = Clock.At(ErrorRow + slot + lane);
        ref int wanted = ref _wanted[slot + lane];
        int level = _trees.Level(lane);
        if (!(error <= T.One))
        {
            if (level == BrownianTrees<T>.MostHalvings)
            {
                GiveUp(slot, lane, Plan.Run.Time(_trees.Begin(lane)), Plan.Run.H * BrownianTrees<T>.Unit, ref state);
                return false;
            }

            wanted = level + 1;
            return true;
        }

        Accepted?.Invoke(lane, _trees.Step(lane), level, _trees.Position(lane));
        wanted = error <= _mostToDouble ? Math.Max(level - 1, 0) : level;
        if (Clock.At(StoppedRow + slot + lane) != T.Zero)
        {
            return false;
        }

        if (_trees.Next(lane))
        {
            return true;
        }

        int step = _trees.Step(lane) + 1;
        if (step == to)
        {
            return false;
        }

        _trees.Enter(lane, path, step);
        return true;
    }
}
