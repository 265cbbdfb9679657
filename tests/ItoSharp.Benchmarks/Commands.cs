using System.Globalization;
using ItoSharp.Benchmarks.Adjoints;
using ItoSharp.Benchmarks.Ensembles;
using ItoSharp.Benchmarks.Fields;
using ItoSharp.Benchmarks.Gpu;

namespace ItoSharp.Benchmarks;

/// <summary>What the program does on the command line.</summary>
public static class Commands
{
    private const string Usage =
        "usage: dotnet run -c Release --project tests/ItoSharp.Benchmarks -- ensemble [CASE] | gradients | gpu [opencl | cuda [PATHS [CASE]]]";

    /// <summary>Runs a command; its exit code: 0, or 1 where something that must agree does not, or 2 where the command is none.</summary>
    /// <param name="args">The command line.</param>
    public static int Run(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        switch (args)
        {
            case ["kernels"]:
                Kernels.Run();
                return 0;
            case ["gpu"] or ["gpu", "opencl" or "cuda"] or ["gpu", "opencl" or "cuda", _] or ["gpu", "opencl" or "cuda", _, _]:
                return Gpu(args);
            case ["gradients"]:
                bool fields = FieldGradients.Run(Console.Out);
                Console.Out.WriteLine();
                return EnsembleGradients.Run(Console.Out) && fields ? 0 : 1;
            case ["ensemble"] or ["ensemble", _]:
                return EnsembleBenchmark.Run(Console.Out, args.ElementAtOrDefault(1) ?? "") ? 0 : 1;
            default:
                Console.Error.WriteLine(Usage);
                return 2;
        }
    }

    private static int Gpu(string[] args)
    {
        long paths = 1L << 20;
        if (args.Length > 2 && !(long.TryParse(args[2], NumberStyles.None, CultureInfo.InvariantCulture, out paths) && paths >= 2))
        {
            Console.Error.WriteLine($"PATHS is {args[2]}: it must be a whole number of at least 2");
            return 2;
        }

        try
        {
            return GpuBenchmark.Run(Console.Out, args.ElementAtOrDefault(1), paths, args.ElementAtOrDefault(3)) ? 0 : 1;
        }
        catch (ItoSharp.Gpu.DeviceException error)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
