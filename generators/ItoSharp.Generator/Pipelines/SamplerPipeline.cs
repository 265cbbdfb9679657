using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>Samplers: from the two type arguments to the specialised steps and their reverse.</summary>
internal static class SamplerPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: the last step that sees a symbol.
        IncrementalValuesProvider<ParsedSampler> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                SamplerParser.Attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, cancellation) =>
                    Guard.Run(
                        () =>
                            DeclarationSite.IsFirst(syntax)
                                ? SamplerParser.Parse(syntax, cancellation)
                                : new ParsedSampler(null, EquatableArray<DiagnosticInfo>.Empty),
                        defect => new ParsedSampler(null, EquatableArray.Of(defect)),
                        LocationInfo.From(syntax.TargetNode),
                        syntax.TargetSymbol.Name
                    )
            )
            .WithTrackingName(TrackingNames.SamplerParsed);

        // Print, from the model alone.
        IncrementalValuesProvider<SamplerModel> models = parsed
            .Where(static sampler => sampler.Model is not null)
            .Select(static (sampler, _) => sampler.Model!)
            .WithTrackingName(TrackingNames.SamplerModel);
        context.RegisterSourceOutput(
            models,
            static (output, model) => Guard.Print(output, model.Type, "Sampler", () => SamplerEmitter.Emit(model))
        );

        // Where the consumer references TorchSharp, the same models once more as tensor operations.
        TorchPipeline.Register(context, models);

        // Report, with places.
        context.RegisterSourceOutput(
            parsed.SelectMany(static (sampler, _) => sampler.Faults).WithTrackingName(TrackingNames.SamplerFaults),
            static (output, fault) => output.ReportDiagnostic(fault.ToDiagnostic())
        );
    }
}
