namespace ItoSharp;

/// <summary>
/// A schedule whose inner nodes are a formula of the log-SNR at its two ends: derive a class with one method to declare another one.
/// </summary>
public abstract class LambdaSchedule : Schedule
{
    /// <param name="stepCount">The number of steps, at least 1.</param>
    protected LambdaSchedule(int stepCount)
        : base(stepCount) { }

    /// <summary>Whether <see cref="Place"/> also knows infinite ends (alpha = 0 at the start, sigma = 0 at the end).</summary>
    protected virtual bool TakesInfiniteEnds => false;

    /// <summary>Where a node lies.</summary>
    /// <param name="w">How far along the schedule, strictly between 0 (start) and 1 (end).</param>
    /// <param name="start">lambda = log(alpha / sigma) at the start time.</param>
    /// <param name="end">lambda at the end time.</param>
    /// <returns>
    /// lambda of the node and its derivatives by <paramref name="start"/> and <paramref name="end"/>, which the gradient of the
    /// process's parameters needs.
    /// </returns>
    protected abstract LambdaNode Place(double w, double start, double end);

    /// <inheritdoc/>
    public sealed override void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(process);
        double start = TakesInfiniteEnds ? process.Lambda(startTime) : FiniteLambda(process, startTime, "start");
        double end = TakesInfiniteEnds ? process.Lambda(endTime) : FiniteLambda(process, endTime, "end");
        nodes[0] = ScheduleNode.AtTime(startTime);
        nodes[StepCount] = ScheduleNode.AtTime(endTime);
        for (int i = 1; i < StepCount; i++)
        {
            LambdaNode node = Place((double)i / StepCount, start, end);
            nodes[i] = new ScheduleNode(process.TimeOfLambda(node.Lambda), node.ByStart, node.ByEnd, false);
        }
    }
}
