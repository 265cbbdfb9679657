using ItoSharp.Benchmarks.Ensembles;

if (args is ["kernels"])
{
    Kernels.Run();
    return 0;
}

if (args is not ["ensemble"])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/ItoSharp.Benchmarks -- ensemble");
    return 2;
}

return EnsembleBenchmark.Run(Console.Out) ? 0 : 1;
