namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>One instruction of a kernel, as far as its flow is concerned.</summary>
/// <param name="Target">The number of the instruction that it may jump to; -1: it does not jump.</param>
/// <param name="FallsThrough">Whether the next may follow.</param>
/// <param name="Stores">Whether it always writes to the device's memory.</param>
internal readonly record struct Instruction(int Target, bool FallsThrough, bool Stores);
