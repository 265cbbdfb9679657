namespace ItoSharp;

/// <summary>Nodes uniform in t.</summary>
public sealed class UniformTime : Schedule
{
    private UniformTime(int stepCount)
        : base(stepCount) { }

    /// <inheritdoc/>
    protected override object Identity => StepCount;

    /// <summary>A schedule of <paramref name="steps"/> equal steps in t.</summary>
    /// <param name="steps">The number of steps, at least 1.</param>
    public static UniformTime Steps(int steps) => new(steps);

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        for (int i = 0; i <= StepCount; i++)
        {
            double w = (double)i / StepCount;
            nodes[i] = ScheduleNode.AtTime(i == StepCount ? endTime : startTime + w * (endTime - startTime));
        }
    }
}
