namespace ItoSharp.Benchmarks.GpuRivals;

/// <summary>What a kernel written by hand is given.</summary>
/// <param name="File">The file that has it.</param>
/// <param name="Kernel">Its name.</param>
/// <param name="Constants">What its model reads, in the order of models.cuh.</param>
/// <param name="Table">A row for every step, or nothing.</param>
/// <param name="Start">The state in which all paths start.</param>
/// <param name="Columns">The columns that it leaves for every path.</param>
internal sealed record HandProblem(string File, string Kernel, float[] Constants, float[] Table, float[] Start, int Columns);
