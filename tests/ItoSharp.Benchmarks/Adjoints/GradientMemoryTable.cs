using ItoSharp.Benchmarks.Ensembles;

namespace ItoSharp.Benchmarks.Adjoints;

/// <summary>What a thread holds to go back over more and more steps of Heston's model, as planned and as allocated.</summary>
internal static class GradientMemoryTable
{
    private const int Paths = 64;

    /// <summary>Prints it; whether bytes and steps were those of the plans.</summary>
    public static bool Print(TextWriter to)
    {
        bool holds = true;
        to.WriteLine();
        to.WriteLine("heston-float, one thread");
        to.WriteLine(
            $"{"states kept", -14}{"steps", 8}{"checkpoints", 13}{"planned bytes", 15}{"measured", 12}{"steps forward", 15}{"measured", 12}"
        );
        foreach (int steps in (int[])[64, 256, 1024, 4096, 16384])
        {
            Problem problem = Problems.HestonIn(steps, Paths);
            var library = GradientLibrary<float>.Of(problem);
            long all = library.Gradient(problem, 1L << 40).Memory!.Bytes;
            int root = (int)Math.Sqrt(steps);
            (string, long)[] ways =
            [
                ("all", all),
                ("2 sqrt(N)", library.MemoryFor(problem, 2 * root)),
                ("sqrt(N)", library.MemoryFor(problem, root)),
                ("8", library.MemoryFor(problem, 8)),
            ];
            foreach (var (name, bytes) in ways)
            {
                GradientMemory memory = library.Gradient(problem, bytes).Memory!;
                to.WriteLine(
                    FormattableString.Invariant(
                        $"{name, -14}{steps, 8}{memory.Checkpoints, 13}{memory.BytesPerThread, 15}{memory.MeasuredBytesPerThread, 12}{memory.ForwardSteps, 15}{memory.MeasuredForwardSteps, 12}"
                    )
                );
                holds &= memory.MeasuredBytesPerThread == memory.BytesPerThread && memory.MeasuredForwardSteps == memory.ForwardSteps;
            }
        }

        return holds;
    }
}
