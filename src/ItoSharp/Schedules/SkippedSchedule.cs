namespace ItoSharp;

/// <summary>A schedule without its first steps: see <see cref="Schedule.SkipFirst"/>.</summary>
internal sealed class SkippedSchedule : Schedule
{
    private readonly Schedule _inner;
    private readonly int _skipped;

    public SkippedSchedule(Schedule inner, int skipped)
        : base(Checked(inner, skipped))
    {
        _inner = inner;
        _skipped = skipped;
    }

    public override bool OwnsTimes => _inner.OwnsTimes;

    internal override bool StartsInside => true;

    protected override object Identity => (_inner, _skipped);

    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        // The steps that are left out decide where the others lie.
        var all = new ScheduleNode[_inner.StepCount + 1];
        _inner.Fill(process, startTime, endTime, all);
        all.AsSpan(_skipped).CopyTo(nodes);
    }

    public override string ToString() => $"{_inner}.SkipFirst({_skipped})";

    private static int Checked(Schedule inner, int skipped)
    {
        if (skipped < 0 || skipped >= inner.StepCount)
        {
            throw new ArgumentOutOfRangeException(
                "steps",
                skipped,
                $"{inner} has {inner.StepCount} steps: skip at least 0 and fewer than that"
            );
        }

        return inner.StepCount - skipped;
    }
}
