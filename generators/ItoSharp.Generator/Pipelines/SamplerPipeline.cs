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
        IncrementalValuesProvider<Parsed<SamplerModel>> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                SamplerParser.Attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, cancellation) =>
                    Guard.Parse(
                        syntax,
                        SamplerParser.Attribute,
                        declared => SamplerParser.Parse(declared, cancellation).Model,
                        cancellation
                    )
            )
            .WithTrackingName(TrackingNames.SamplerParsed);

        // Print, from the model alone.
        IncrementalValuesProvider<SamplerModel> models = Guard.Models(context, parsed).WithTrackingName(TrackingNames.SamplerModel);
        context.RegisterSourceOutput(
            models,
            static (output, model) => Guard.Print(output, model.Type, "Sampler", () => SamplerEmitter.Emit(model))
        );

        // Where the consumer references TorchSharp, the same models once more as tensor operations.
        TorchPipeline.Register(context, models);
    }
}
