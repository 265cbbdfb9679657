namespace ItoSharp;

/// <summary>A schedule laid on a process: the validated nodes of one sampler.</summary>
public sealed class SampleGrid
{
    private readonly ScheduleNode[] _nodes;
    private readonly ProcessPoint[] _points;

    private SampleGrid(ScheduleNode[] nodes, ProcessPoint[] points)
    {
        _nodes = nodes;
        _points = points;
    }

    /// <summary>The number of steps.</summary>
    public int StepCount => _points.Length - 1;

    /// <summary>The process at every node, from the start time to the end time.</summary>
    public ReadOnlySpan<ProcessPoint> Points => _points;

    /// <summary>How the nodes move with the parameters.</summary>
    public ReadOnlySpan<ScheduleNode> Nodes => _nodes;

    /// <summary>True when log-SNR increases along the grid (sampling), false when it decreases (encoding).</summary>
    public bool TowardsData => _points[^1].Lambda > _points[0].Lambda;

    /// <summary>Lays a schedule on a process and validates the result.</summary>
    /// <param name="process">The process.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="startTime">Null: the process's own.</param>
    /// <param name="endTime">Null: the process's own.</param>
    /// <exception cref="ArgumentException">A time outside the process, or nodes that are not strictly monotone in log-SNR.</exception>
    public static SampleGrid Build(IProcess process, Schedule schedule, double? startTime = null, double? endTime = null)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(schedule);
        double start = startTime ?? (schedule is TimeTable from ? from.Times[0] : process.MaxTime);
        double end = endTime ?? (schedule is TimeTable to ? to.Times[^1] : process.MinTime);
        RequireTime(start, nameof(startTime));
        RequireTime(end, nameof(endTime));
        if (start == end)
        {
            throw new ArgumentException($"start and end time are both {start:R}; there is nothing to integrate", nameof(endTime));
        }

        var nodes = new ScheduleNode[schedule.StepCount + 1];
        schedule.Fill(process, start, end, nodes);
        if (schedule is TimeTable && (nodes[0].Time != start || nodes[^1].Time != end))
        {
            throw new ArgumentException(
                $"the table runs from {nodes[0].Time:R} to {nodes[^1].Time:R}, which contradicts the given times {start:R} and {end:R}",
                nameof(schedule)
            );
        }

        var points = new ProcessPoint[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            points[i] = Point(process, nodes[i].Time, i);
        }

        // A last node beyond the end time is the step to sigma = 0.
        if (nodes[0].Time != start || nodes[^1].Time != end && points[^1].Sigma != 0)
        {
            throw new ArgumentException(
                $"{schedule.GetType().Name} runs from {nodes[0].Time:R} to {nodes[^1].Time:R} where the sampler runs from {start:R} to {end:R}: "
                    + "Fill must write the start time first and the end time last, exactly",
                nameof(schedule)
            );
        }

        bool towardsData = points[^1].Lambda > points[0].Lambda;
        for (int i = 1; i < points.Length; i++)
        {
            if (!(towardsData ? points[i].Lambda > points[i - 1].Lambda : points[i].Lambda < points[i - 1].Lambda))
            {
                throw new ArgumentException(
                    $"the schedule's nodes {i - 1} and {i} (times {points[i - 1].Time:R} and {points[i].Time:R}) have log-SNR "
                        + $"{points[i - 1].Lambda:R} and {points[i].Lambda:R}: it must be strictly {(towardsData ? "increasing" : "decreasing")}",
                    nameof(schedule)
                );
            }
        }

        return new SampleGrid(nodes, points);
    }

    private static ProcessPoint Point(IProcess process, double time, int node)
    {
        if (!double.IsFinite(time))
        {
            throw new ArgumentException(
                $"the schedule places node {node} at time {time}: the process does not reach that log-SNR at any time (one whose sigma "
                    + "stays positive has no step to sigma = 0)",
                "schedule"
            );
        }

        ProcessPoint point = process.At(time);
        if (!(point.Alpha >= 0) || !(point.Sigma >= 0) || double.IsNaN(point.Lambda) || point.Alpha + point.Sigma == 0)
        {
            throw new ArgumentException(
                $"at node {node} (time {time:R}) the process has alpha = {point.Alpha:R}, sigma = {point.Sigma:R}; both must be "
                    + "non-negative and not both zero: choose times inside the process's range "
                    + $"[{process.MinTime:R}, {process.MaxTime:R}] or mend its parameters",
                nameof(process)
            );
        }

        return point;
    }

    private static void RequireTime(double time, string name)
    {
        if (!double.IsFinite(time))
        {
            throw new ArgumentException($"{name} is {time}; a time must be finite", name);
        }
    }
}
