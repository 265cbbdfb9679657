namespace ItoSharp;

/// <summary>A schedule with a last step to the data: see <see cref="Schedule.DenoiseToZero"/>.</summary>
internal sealed class DenoisedSchedule(Schedule inner) : Schedule(inner.StepCount + 1)
{
    public override bool OwnsTimes => inner.OwnsTimes;

    internal override bool StartsInside => inner.StartsInside;

    protected override object Identity => inner;

    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        inner.Fill(process, startTime, endTime, nodes[..^1]);
        ScheduleNode last = nodes[^2];
        ScheduleNode first = nodes[0];
        if (last.IsData || process.Sigma(last.Time) == 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"{inner} already ends at sigma = 0 (time {last.Time:R}): leave DenoiseToZero out, or end at a time with sigma > 0"
                ),
                "schedule"
            );
        }

        if (process.Lambda(first.Time) > process.Lambda(last.Time))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"DenoiseToZero ends at the data, but the run goes from time {first.Time:R} towards noise at {last.Time:R}: exchange start and end"
                ),
                "schedule"
            );
        }

        nodes[^1] = ScheduleNode.Data(process, last.Time);
    }

    public override string ToString() => $"{inner}.DenoiseToZero()";
}
