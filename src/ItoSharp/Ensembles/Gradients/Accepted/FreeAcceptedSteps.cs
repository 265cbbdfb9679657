using System.Numerics;
using System.Runtime.CompilerServices;

namespace ItoSharp;

/// <summary>Accepted steps of any length: a time and a length of every lane in every round.</summary>
internal sealed class FreeAcceptedSteps<T> : AcceptedSteps<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AcceptedGrid<T> _grid;
    private readonly RecordedFreeSteps<T> _steps;

    public FreeAcceptedSteps(RunPlan<T> plan, FreeStepProgram<T> program)
        : base(plan)
    {
        _grid = new(2, LaneCount);
        _steps = new(plan, program, _grid);
    }

    public override int Rounds => _grid.Rounds;

    public override IReadOnlyList<int> Starts => _grid.Starts;

    public override long GridBytes => _grid.Bytes;

    public override bool Keeps
    {
        set => _grid.Keeps = value;
    }

    protected override AdaptiveSteps<T> Steps => _steps;

    public static long PageBytes(int lanes) => AcceptedGrid<T>.PageBytes(2, lanes);

    public static long FixedBytes(int lanes) =>
        ((FreeStepProgram<T>.ClockRows * EnsembleBlock.Paths) + RecordedFreeSteps<T>.TakenLength(lanes)) * (long)Unsafe.SizeOf<T>();

    public override void Dispose()
    {
        base.Dispose();
        _grid.Dispose();
    }

    public override void Start(int slot, ulong path, bool mirrored, ref readonly T state)
    {
        base.Start(slot, path, mirrored, in state);
        _grid.Clear();
    }

    public override void Advance(int slot, ulong path, bool mirrored, int from, int to, ref T state)
    {
        _grid.Begin();
        _steps.Advance(slot, path, mirrored, from, to, ref state);
        _grid.End();
    }

    public override void Show(int first, int end)
    {
        for (int round = first; round < end; round++)
        {
            for (int lane = 0; lane < LaneCount; lane++)
            {
                ref T time = ref _grid.At(round, lane);
                int shown = ((round - first) * 2 * LaneCount) + lane;
                Clock.At(shown) = time;
                Clock.At(shown + LaneCount) = Unsafe.Add(ref time, LaneCount);
            }
        }
    }
}

/// <summary>Steps of any length, of which the accepted ones are put in a grid.</summary>
internal sealed class RecordedFreeSteps<T>(RunPlan<T> plan, FreeStepProgram<T> program, AcceptedGrid<T> grid) : FreeSteps<T>(plan, program)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int AttemptsOfCall = 64;

    private readonly IFreeAcceptedAdjoint<T> _program = (IFreeAcceptedAdjoint<T>)program;
    private readonly AlignedBuffer<T> _taken = new(TakenLength(Lanes.Of<T>(plan.Width)));

    public static int TakenLength(int lanes) => AttemptsOfCall * 2 * lanes;

    public override void Dispose()
    {
        base.Dispose();
        _taken.Dispose();
    }

    protected override bool Attempt(int slot, int from, T length, ref T state)
    {
        _taken.Span.Clear();
        bool isUnderWay = _program.RecordFreely(
            Plan.Width,
            ref state,
            ref Clock.At(slot),
            in Plan.Constants[0],
            T.CreateTruncating(Plan.Run.Time(from)),
            length,
            T.CreateTruncating(from),
            T.CreateTruncating(Plan.Run.H),
            AttemptsOfCall,
            ref _taken.At(0)
        );
        for (int attempt = 0; attempt < AttemptsOfCall; attempt++)
        {
            for (int lane = 0; lane < LaneCount; lane++)
            {
                int place = (attempt * 2 * LaneCount) + lane;
                T taken = _taken.At(place + LaneCount);
                if (taken > T.Zero)
                {
                    Keep(ref grid.Add(lane), _taken.At(place), taken);
                }
            }
        }

        return isUnderWay;
    }

    private void Keep(ref T entry, T time, T length)
    {
        if (!Unsafe.IsNullRef(ref entry))
        {
            entry = time;
            Unsafe.Add(ref entry, LaneCount) = length;
        }
    }
}
