using ItoSharp.Benchmarks.Ensembles;
using ItoSharp.Benchmarks.Fields;

if (args is ["kernels"])
{
    Kernels.Run();
    return 0;
}

if (args is ["gradients"])
{
    return FieldGradients.Run(Console.Out) ? 0 : 1;
}

if (args is not ["ensemble"])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/ItoSharp.Benchmarks -- ensemble|gradients");
    return 2;
}

return EnsembleBenchmark.Run(Console.Out) ? 0 : 1;
