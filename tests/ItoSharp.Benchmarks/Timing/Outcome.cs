namespace ItoSharp.Benchmarks.Timing;

/// <summary>One run of a case by a rival.</summary>
/// <param name="Seconds">Processor time of the thread that computed it.</param>
/// <param name="Mean">The mean of the first component at the end: rivals of other noise must agree in law, those of the same to rounding.</param>
/// <param name="Deviation">Its standard deviation over the paths.</param>
internal sealed record Outcome(double Seconds, double Mean, double Deviation);
