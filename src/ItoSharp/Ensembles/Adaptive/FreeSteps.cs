using System.Numerics;

namespace ItoSharp;

/// <summary>Steps of any length, between common times that every path meets.</summary>
internal class FreeSteps<T> : AdaptiveSteps<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int ElapsedRow = 0;
    private const int StepRow = EnsembleBlock.Paths;
    private const int MemoryRow = 2 * EnsembleBlock.Paths;
    private const int RejectedRow = 3 * EnsembleBlock.Paths;
    private const int AttemptsRow = 4 * EnsembleBlock.Paths;

    /// <summary>What a path may attempt between two common times; a float counts so far.</summary>
    private const int MostAttempts = 1 << 22;

    /// <summary>Attempts between two looks at the cancellation.</summary>
    private const int AttemptsOfCall = 1024;

    // What an error of a ten-thousandth of the tolerance leaves, as the controller has it.
    private static readonly T _noMemory = T.CreateTruncating(Math.Log(1e-4));

    private readonly FreeStepProgram<T> _program;

    public FreeSteps(RunPlan<T> plan, FreeStepProgram<T> program)
        : base(plan, FreeStepProgram<T>.ClockRows) => _program = program;

    public override void Start(int slot, ref readonly T state)
    {
        Span<T> clock = Clock.Span;
        clock.Slice(MemoryRow + slot, LaneCount).Fill(_noMemory);
        clock.Slice(RejectedRow + slot, LaneCount).Clear();
        _program.FirstStep(Plan.Width, in state, in Plan.Constants[0], T.CreateTruncating(Plan.Run.Start), ref Clock.At(StepRow + slot));
    }

    public override void Advance(int slot, ulong path, bool mirrored, int from, int to, ref T state)
    {
        RunDescription run = Plan.Run;
        T length = T.CreateTruncating(run.Time(to) - run.Time(from));
        Clock.Span.Slice(ElapsedRow + slot, LaneCount).Clear();
        Clock.Span.Slice(AttemptsRow + slot, LaneCount).Fill(T.CreateTruncating(MostAttempts));
        while (Attempt(slot, from, length, ref state))
        {
            Plan.Cancellation.ThrowIfCancellationRequested();
        }

        for (int lane = 0; lane < LaneCount; lane++)
        {
            T elapsed = Clock.At(ElapsedRow + slot + lane);
            if (elapsed < length && !IsStopped(lane, in state))
            {
                double time = run.Time(from) + double.CreateTruncating(elapsed);
                GiveUp(slot, lane, time, double.CreateTruncating(Clock.At(StepRow + slot + lane)), ref state);
            }
        }
    }

    /// <summary>Attempts some steps; whether a path is still on its way.</summary>
    protected virtual bool Attempt(int slot, int from, T length, ref T state) =>
        _program.AdvanceFreely(
            Plan.Width,
            ref state,
            ref Clock.At(slot),
            in Plan.Constants[0],
            T.CreateTruncating(Plan.Run.Time(from)),
            length,
            T.CreateTruncating(from),
            T.CreateTruncating(Plan.Run.H),
            AttemptsOfCall
        );
}
