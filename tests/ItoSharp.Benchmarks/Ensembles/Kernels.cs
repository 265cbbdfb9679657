namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>Runs every kernel once, for whoever looks at its disassembly.</summary>
internal static class Kernels
{
    public static void Run()
    {
        foreach (Problem problem in new[] { Problems.Gbm, Problems.Heston, Problems.MixtureSde, Problems.MixtureOde })
        {
            Problem small = problem with { Paths = 64 };
            Library.Run<float>(small, threads: 1);
            Library.Run<double>(small, threads: 1);
            Console.WriteLine(problem.Name);
        }
    }
}
