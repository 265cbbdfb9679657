namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>One run of a case by us or by a rival.</summary>
/// <param name="Seconds">By the clock on the wall, until the means are known.</param>
/// <param name="Means">The means of the case's columns.</param>
/// <param name="Errors">Their standard errors; NaN where the rival gives none.</param>
internal sealed record GpuAnswer(double Seconds, double[] Means, double[] Errors);
