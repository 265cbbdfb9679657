using System.Numerics;

namespace ItoSharp;

/// <summary>The cotangents of one group over steps of equal length.</summary>
internal sealed class GroupCotangents<T> : Cotangents<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientPlan<T> _plan;
    private readonly AlignedBuffer<T> _timed;
    private readonly int _columns;

    public GroupCotangents(GradientPlan<T> plan)
        : base(plan.Run, plan.Program, plan.Columns, plan.ConstantRates, plan.Sizes.CotangentRows, plan.Sizes.SumRows)
    {
        _plan = plan;
        _columns = plan.Run.Shape.TimedColumns;
        _timed = new(plan.Sizes.TimedCotangents);
    }

    public override void Dispose()
    {
        base.Dispose();
        _timed.Dispose();
    }

    /// <summary>Back over steps of one chunk.</summary>
    public void Reverse(ref T tape, ref T normals, ref T row, int first, int end)
    {
        for (int target = 0; target < Targets.Length; target++)
        {
            if (Targets[target].LastStep < end)
            {
                continue;
            }

            _plan.Program.Reverse(
                Run.Width,
                in tape,
                in normals,
                in Run.Constants[0],
                in row,
                end - first,
                ref Cotangent(target),
                ref _timed.At(0)
            );
            AddTimed(target, first, end);
            if (first % GradientPlan<T>.ChunkSteps == 0)
            {
                Flush(target);
            }
        }
    }

    protected override double TimeRate(double byStep, int time) => StepRate(byStep, time, _plan.Steps);

    private void AddTimed(int target, int first, int end)
    {
        Span<double> sums = InputSums(target);
        foreach (TimedPart part in _plan.Timed.Parts)
        {
            Span<double> sum = sums.Slice(part.Inputs[0] * Lanes, Lanes);
            Span<double> second = part.Inputs.Length > 1 ? sums.Slice(part.Inputs[1] * Lanes, Lanes) : default;
            TimedSums.Add(ref _timed.At(0), _columns, part.Columns, part.From(first), end - first, sum, second);
        }
    }
}
