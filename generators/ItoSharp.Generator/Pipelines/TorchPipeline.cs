using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using Microsoft.CodeAnalysis;

namespace ItoSharp.Generator.Pipelines;

/// <summary>
/// The tensor form of every sampler, in compilations that reference TorchSharp. Of the compilation only that one bit enters the
/// pipeline: a consumer without TorchSharp gets nothing, and his other outputs do not know of it.
/// </summary>
internal static class TorchPipeline
{
    const string Tensor = "TorchSharp.torch+Tensor";

    /// <summary>Whether a compilation references TorchSharp.</summary>
    public static bool IsPresent(Compilation compilation) => compilation.GetTypesByMetadataName(Tensor).Length > 0;

    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<SamplerModel> models)
    {
        IncrementalValueProvider<bool> present = context
            .CompilationProvider.Select(static (compilation, _) => IsPresent(compilation))
            .WithTrackingName(TrackingNames.TorchPresent);
        IncrementalValuesProvider<SamplerModel> wanted = models
            .Combine(present)
            .Where(static pair => pair.Right && IsProven(pair.Left))
            .Select(static (pair, _) => pair.Left)
            .WithTrackingName(TrackingNames.TorchModel);

        // What all of them share, once.
        context.RegisterSourceOutput(
            wanted.Collect().Select(static (all, _) => all.Length > 0).WithTrackingName(TrackingNames.TorchShared),
            static (output, any) =>
            {
                if (any)
                {
                    output.AddSource(TorchSupport.HintName, TorchSupport.Text.Replace("\r\n", "\n"));
                }
            }
        );

        // One file a sampler.
        context.RegisterSourceOutput(
            wanted,
            static (output, model) => Guard.Print(output, model.Type, "Torch", () => TorchSamplerEmitter.Emit(model))
        );
    }

    /// <summary>Whether the plan holds; one that does not has a stub for a sampler, and no tensor form.</summary>
    static bool IsProven(SamplerModel model) =>
        model.Plan is { } plan && Guard.Run(() => Proven.Plan(plan).IsOk, _ => false, null, model.Type.Name);
}
