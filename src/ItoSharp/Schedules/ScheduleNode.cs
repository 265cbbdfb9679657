namespace ItoSharp;

/// <summary>One node of a schedule, and how it moves with the process's parameters.</summary>
/// <param name="Time">The time t of the node.</param>
/// <param name="LambdaByStart">d lambda_i / d lambda(start time), where the node is fixed in log-SNR; 0 where it is fixed in time.</param>
/// <param name="LambdaByEnd">d lambda_i / d lambda(end time), likewise.</param>
/// <param name="FixedTime">
/// True: the node is a number of t and does not move with the parameters. False: the node is defined by its log-SNR, and its
/// time follows from the process.
/// </param>
public readonly record struct ScheduleNode(double Time, double LambdaByStart, double LambdaByEnd, bool FixedTime)
{
    /// <summary>
    /// Whether the node is the data themselves, alpha = 1 and sigma = 0, whatever the process says at <see cref="Time"/>; only the
    /// last node may be.
    /// </summary>
    public bool IsData { get; init; }

    /// <summary>A node at a fixed time.</summary>
    public static ScheduleNode AtTime(double time) => new(time, 0, 0, true);

    /// <summary>A node at a fixed log-SNR, whose time follows from the process.</summary>
    public static ScheduleNode AtLambda(IProcess process, double lambda)
    {
        ArgumentNullException.ThrowIfNull(process);
        return new(process.TimeOfLambda(lambda), 0, 0, false);
    }

    /// <summary>
    /// The data as the last node. Its time is the process's own where sigma is 0 and alpha 1, and <paramref name="endTime"/> where
    /// there is none: no model is asked there.
    /// </summary>
    public static ScheduleNode Data(IProcess process, double endTime)
    {
        ArgumentNullException.ThrowIfNull(process);
        double time = process is IDiscreteProcess ? IDiscreteProcess.DataTime : 0;
        bool own = process.Sigma(time) == 0 && process.Alpha(time) == 1;
        return AtTime(own ? time : endTime) with { IsData = true };
    }
}
