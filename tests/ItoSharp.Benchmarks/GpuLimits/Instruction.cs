namespace ItoSharp.Benchmarks.GpuLimits;

/// <summary>One instruction of a kernel, as far as its flow is concerned.</summary>
/// <param name="Target">The number of the instruction that it may jump to; -1: it does not jump.</param>
/// <param name="FallsThrough">Whether the next may follow.</param>
/// <param name="Stores">Whether it always writes to the device's memory.</param>
/// <param name="MakesNoise">Whether it multiplies by Philox's first factor, as each of ten rounds does.</param>
internal readonly record struct Instruction(int Target, bool FallsThrough, bool Stores, bool MakesNoise);
