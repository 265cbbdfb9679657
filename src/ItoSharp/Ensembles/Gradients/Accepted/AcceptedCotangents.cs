using System.Numerics;

namespace ItoSharp;

/// <summary>The cotangents of one group over its accepted steps.</summary>
internal sealed class AcceptedCotangents<T> : Cotangents<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IAcceptedAdjoint<T> _program;
    private readonly AlignedBuffer<T> _moved;
    private int _earliest;

    public AcceptedCotangents(AcceptedPlan<T> plan)
        : base(plan.Run, plan.Program, plan.Columns, plan.ConstantRates, plan.Sizes.CotangentRows, plan.Sizes.SumRows)
    {
        _program = plan.Program;
        _moved = new(plan.Sizes.Moved);
    }

    public override void Dispose()
    {
        base.Dispose();
        _moved.Dispose();
    }

    public override void Clear()
    {
        base.Clear();
        _earliest = int.MaxValue;
    }

    /// <summary>Adds what is observed at a step of the grid, and its derivatives; the last step comes first.</summary>
    public void Observe(ref T state, ref T observed, T time, int step)
    {
        _earliest = step;
        AddValues(ref observed, step);
        AddDerivatives(ref state, time, step);
    }

    /// <summary>Back over steps of one chunk.</summary>
    /// <param name="tape">The components before the first of them.</param>
    /// <param name="shown">The steps.</param>
    /// <param name="steps">How many there are.</param>
    /// <param name="isFirst">Whether they begin a chunk.</param>
    public void Reverse(ref T tape, AcceptedSteps<T> shown, int steps, bool isFirst)
    {
        for (int target = 0; target < Targets.Length; target++)
        {
            // What is observed earlier knows nothing of these steps.
            if (Targets[target].LastStep < _earliest)
            {
                continue;
            }

            _program.Reverse(
                Run.Width,
                in tape,
                in shown.Clock.At(0),
                in shown.Normals.At(0),
                in Run.Constants[0],
                steps,
                ref Cotangent(target),
                ref _moved.At(0)
            );
            AddClocks(target, shown.Clock.Span, steps);
            if (isFirst)
            {
                Flush(target);
            }
        }
    }

    // The times move what steps begin and last; no constant depends on them.
    protected override double TimeRate(double byStep, int time) => 0;

    /// <summary>What moves with the two times: accepted steps keep their shares of the whole length.</summary>
    private void AddClocks(int target, ReadOnlySpan<T> clock, int steps)
    {
        double start = Run.Run.Start;
        double length = Run.Run.Until - start;
        Span<double> sums = InputSums(target)[(Arguments * Lanes)..];
        ReadOnlySpan<T> moved = _moved.Span;
        for (int step = steps - 1; step >= 0; step--)
        {
            for (int lane = 0; lane < Lanes; lane++)
            {
                int at = (step * 2 * Lanes) + lane;
                double byTime = double.CreateTruncating(moved[at]);
                double byLength = double.CreateTruncating(moved[at + Lanes]);
                double time = double.CreateTruncating(clock[at]);
                double stretched = ((byTime * (time - start)) + (byLength * double.CreateTruncating(clock[at + Lanes]))) / length;
                sums[lane] += byTime - stretched;
                sums[Lanes + lane] += stretched;
            }
        }
    }
}
