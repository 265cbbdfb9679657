namespace ItoSharp;

/// <summary>A node placed by its log-SNR, as a function of the log-SNR at the two ends of the schedule.</summary>
/// <param name="Lambda">lambda = log(alpha / sigma) of the node.</param>
/// <param name="ByStart">Its derivative by lambda at the start.</param>
/// <param name="ByEnd">Its derivative by lambda at the end.</param>
public readonly record struct LambdaNode(double Lambda, double ByStart, double ByEnd);
