using ItoSharp.Benchmarks.Adjoints;
using ItoSharp.Benchmarks.Declarations;

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
            GradientLibrary<float>.Of(small).Gradient(small, null);
            GradientLibrary<double>.Of(small).Gradient(small, null);
            Console.WriteLine(problem.Name);
        }

        ByTolerance();
    }

    static void ByTolerance()
    {
        StepTolerance tolerance = new(1e-4, 1e-4);
        EnsembleOptions options = new() { Threads = 1 };
        _ = new LorenzByToleranceFloat(new Lorenz(), tolerance, 1).Run(new Lorenz.State(1, 1, 20), 64, 1, options);
        _ = new LorenzByToleranceDouble(new Lorenz(), tolerance, 1).Run(new Lorenz.State(1, 1, 20), 64, 1, options);
        _ = new GbmByToleranceFloat(new Gbm(), tolerance, 1).Run(new Gbm.State(1), 64, 1, options);
        _ = new GbmByToleranceDouble(new Gbm(), tolerance, 1).Run(new Gbm.State(1), 64, 1, options);
        Console.WriteLine("by tolerance");
    }
}
