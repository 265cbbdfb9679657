using System.Globalization;
using ItoSharp.Benchmarks.Adjoints;
using ItoSharp.Benchmarks.Ensembles;
using ItoSharp.Benchmarks.Fields;
using ItoSharp.Benchmarks.Gpu;

if (args is ["kernels"])
{
    Kernels.Run();
    return 0;
}

if (args is ["gpu"] or ["gpu", "opencl" or "cuda"] or ["gpu", "opencl" or "cuda", _])
{
    string? driver = args.Length > 1 ? args[1] : null;
    long paths = args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : 1L << 20;
    return GpuBenchmark.Run(Console.Out, driver, paths) ? 0 : 1;
}

if (args is ["gradients"])
{
    bool fields = FieldGradients.Run(Console.Out);
    Console.Out.WriteLine();
    return EnsembleGradients.Run(Console.Out) && fields ? 0 : 1;
}

if (args is not (["ensemble"] or ["ensemble", _]))
{
    Console.Error.WriteLine(
        "usage: dotnet run -c Release --project tests/ItoSharp.Benchmarks -- ensemble [CASE] | gradients | gpu [opencl | cuda [PATHS]]"
    );
    return 2;
}

return EnsembleBenchmark.Run(Console.Out, args.Length > 1 ? args[1] : "") ? 0 : 1;
