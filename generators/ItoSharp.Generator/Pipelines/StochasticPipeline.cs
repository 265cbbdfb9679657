using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[StochasticTableau] types: from the attribute to the proven method, its numbers and its compiled text.</summary>
internal static class StochasticPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: symbols end here, and places are left to the analyzer.
        IncrementalValuesProvider<Parsed<StochasticModel>> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                StochasticAttributes.Name,
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, cancellation) =>
                    Guard.Parse(
                        syntax,
                        StochasticAttributes.Name,
                        declared => StochasticParser.Parse(declared, cancellation).Model,
                        cancellation
                    )
            )
            .WithTrackingName(TrackingNames.StochasticParsed);

        // Print, from the model alone.
        context.RegisterSourceOutput(
            Guard.Models(context, parsed).WithTrackingName(TrackingNames.StochasticModel),
            static (output, model) => Guard.Print(output, model.Type, "Tableau", () => StochasticEmitter.Emit(model))
        );
    }
}
