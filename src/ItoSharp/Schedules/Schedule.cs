namespace ItoSharp;

/// <summary>
/// Where the steps of a sampler lie between its start and end time. Schedules are data: derive a record to declare another
/// one. The sampler validates what <see cref="Fill"/> writes: strictly monotone in t and in log-SNR.
/// </summary>
public abstract record Schedule
{
    /// <param name="stepCount">The number of steps, at least 1.</param>
    protected Schedule(int stepCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepCount, 1, "steps");
        StepCount = stepCount;
    }

    /// <summary>The number of steps; there is one node more.</summary>
    public int StepCount { get; }

    /// <summary>Writes the <see cref="StepCount"/> + 1 nodes from <paramref name="startTime"/> to <paramref name="endTime"/>.</summary>
    public abstract void Fill(IProcess process, double startTime, double endTime, Span<ScheduleNode> nodes);

    /// <summary>log-SNR at an end of the schedule; an error names the cure where it is infinite.</summary>
    protected double FiniteLambda(IProcess process, double time, string end)
    {
        ArgumentNullException.ThrowIfNull(process);
        double lambda = process.Lambda(time);
        if (!double.IsFinite(lambda))
        {
            throw new ArgumentException(
                $"{GetType().Name} places nodes by log-SNR, which is {lambda} at the {end} time {time:R}: choose {(end == "end" ? "an" : "a")} {end} time "
                    + "where alpha and sigma are positive, or a schedule in t such as UniformTime.",
                end + "Time"
            );
        }

        return lambda;
    }
}
