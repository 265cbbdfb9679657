namespace ItoSharp;

/// <summary>Nodes uniform in half the log-SNR, lambda = log(alpha / sigma).</summary>
public sealed record UniformLambda : Schedule
{
    private UniformLambda(int stepCount)
        : base(stepCount) { }

    /// <summary>A schedule of <paramref name="steps"/> equal steps in lambda.</summary>
    public static UniformLambda Steps(int steps) => new(steps);

    /// <inheritdoc/>
    public override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        double start = FiniteLambda(process, startTime, "start");
        double end = FiniteLambda(process, endTime, "end");
        nodes[0] = ScheduleNode.AtTime(startTime);
        nodes[StepCount] = ScheduleNode.AtTime(endTime);
        for (int i = 1; i < StepCount; i++)
        {
            double w = (double)i / StepCount;
            nodes[i] = new ScheduleNode(process.TimeOfLambda(start + w * (end - start)), 1 - w, w, false);
        }
    }
}
