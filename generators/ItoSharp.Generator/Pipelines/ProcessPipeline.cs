using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Pipelines;

internal static class ProcessPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context) { }
}
