namespace ItoSharp;

/// <summary>A cosine ramp in t, <c>t_i = end + (start - end) (1 + cos(pi i / N)) / 2</c>: dense at both ends.</summary>
public sealed class CosineTime : Schedule
{
    private CosineTime(int stepCount)
        : base(stepCount) { }

    /// <inheritdoc/>
    protected override object Identity => StepCount;

    /// <summary>A schedule of <paramref name="steps"/> steps.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    public static CosineTime Steps(int steps) => new(steps);

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        nodes[0] = ScheduleNode.AtTime(startTime);
        for (int i = 1; i < StepCount; i++)
        {
            double half = Math.Cos(0.5 * Math.PI * i / StepCount);
            nodes[i] = ScheduleNode.AtTime(endTime + (startTime - endTime) * half * half);
        }

        nodes[StepCount] = ScheduleNode.AtTime(endTime);
    }
}
