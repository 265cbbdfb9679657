namespace ItoSharp.Benchmarks.Ensembles;

/// <summary>Runs every kernel once, for whoever looks at its disassembly.</summary>
internal static class Kernels
{
    public static void Run()
    {
        foreach (Problem problem in new[] { Problems.Gbm, Problems.Heston, Problems.MixtureSde, Problems.MixtureOde })
        {
            Problem small = problem with { Paths = 64 };
            var options = new EnsembleOptions { Threads = 1 };
            Library<float>.Of(small).Run(options);
            Library<double>.Of(small).Run(options);
            Console.WriteLine(problem.Name);
        }
    }
}
