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
    /// <summary>A node at a fixed time.</summary>
    public static ScheduleNode AtTime(double time) => new(time, 0, 0, true);
}
