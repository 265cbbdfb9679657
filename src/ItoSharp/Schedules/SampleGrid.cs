namespace ItoSharp;

/// <summary>A schedule laid on a process: the validated nodes of one sampler.</summary>
public sealed class SampleGrid
{
    private readonly ScheduleNode[] _nodes;
    private readonly ProcessPoint[] _points;

    private SampleGrid(ScheduleNode[] nodes, ProcessPoint[] points, double startTime, double endTime)
    {
        _nodes = nodes;
        _points = points;
        ScheduleStart = startTime;
        ScheduleEnd = endTime;
    }

    /// <summary>The time whose log-SNR is the start of nodes placed by log-SNR: the first node's, unless steps were skipped.</summary>
    internal double ScheduleStart { get; }

    /// <summary>The time whose log-SNR is the end of nodes placed by log-SNR: the last node's, unless a step to the data follows.</summary>
    internal double ScheduleEnd { get; }

    /// <summary>The number of steps.</summary>
    public int StepCount => _points.Length - 1;

    /// <summary>The process at every node, from the start time to the end time.</summary>
    public ReadOnlySpan<ProcessPoint> Points => _points;

    /// <summary>How the nodes move with the parameters.</summary>
    public ReadOnlySpan<ScheduleNode> Nodes => _nodes;

    /// <summary>True when log-SNR increases along the grid (sampling), false when it decreases (encoding).</summary>
    public bool TowardsData => _points[^1].Lambda > _points[0].Lambda;

    /// <summary>The same nodes from the end to the start.</summary>
    internal SampleGrid Reversed() => new([.. _nodes.Reverse()], [.. _points.Reverse()], ScheduleEnd, ScheduleStart);

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
        double start = startTime ?? process.MaxTime;
        double end = endTime ?? process.MinTime;
        RequireTime(start, nameof(startTime));
        RequireTime(end, nameof(endTime));
        if (start == end && !schedule.OwnsTimes)
        {
            throw new ArgumentException($"start and end time are both {start:R}; there is nothing to integrate", nameof(endTime));
        }

        var nodes = new ScheduleNode[schedule.StepCount + 1];
        schedule.Fill(process, start, end, nodes);
        RequireEnds(process, schedule, nodes, startTime, endTime, start, end);
        var points = new ProcessPoint[nodes.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            points[i] = nodes[i].IsData ? Data(nodes[i].Time, i, nodes.Length - 1) : Point(process, nodes[i].Time, i);
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

        return new SampleGrid(nodes, points, start, end);
    }

    // A last node beyond the end time is the step to the data.
    private static void RequireEnds(
        IProcess process,
        Schedule schedule,
        ScheduleNode[] nodes,
        double? startTime,
        double? endTime,
        double start,
        double end
    )
    {
        (double first, double last) = (nodes[0].Time, nodes[^1].Time);
        if (schedule.OwnsTimes)
        {
            bool otherStart = startTime is { } s && !Same(first, s) && !schedule.StartsInside;
            bool otherEnd = endTime is { } e && !Same(last, e) && !nodes[^1].IsData;
            if (otherStart || otherEnd)
            {
                throw new ArgumentException(
                    $"the table runs from {first:R} to {last:R}, which contradicts the given times {start:R} and {end:R}",
                    nameof(schedule)
                );
            }
        }
        else if (first != start && !schedule.StartsInside || last != end && !nodes[^1].IsData && process.Sigma(last) != 0)
        {
            throw new ArgumentException(
                $"{schedule} runs from {first:R} to {last:R} where the sampler runs from {start:R} to {end:R}: "
                    + "Fill must write the start time first and the end time last, exactly",
                nameof(schedule)
            );
        }
    }

    // A time that follows from a log-SNR has its rounding.
    private static bool Same(double a, double b) => Math.Abs(a - b) <= 1e-12 * Math.Max(Math.Abs(a), Math.Abs(b));

    private static ProcessPoint Data(double time, int node, int last) =>
        node == last
            ? new ProcessPoint(time, 1, 0, double.PositiveInfinity, 0, 0)
            : throw new ArgumentException($"the schedule's node {node} of {last} is the data; only the last node may be", "schedule");

    private static ProcessPoint Point(IProcess process, double time, int node)
    {
        if (!double.IsFinite(time))
        {
            throw new ArgumentException(
                $"the schedule places node {node} at time {time}: the process does not reach that log-SNR at any time (one whose sigma "
                    + "stays positive has no time of sigma = 0: end there with DenoiseToZero)",
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
