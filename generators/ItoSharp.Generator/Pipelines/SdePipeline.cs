using ItoSharp.Generator.Emit.Systems;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[Sde] types: parsed, derived in the F# core, printed.</summary>
internal static class SdePipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: symbols end here, and places are left to the analyzer.
        IncrementalValuesProvider<Parsed<SdeModel>> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                SdeAttributes.Name,
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, cancellation) =>
                    Guard.Parse(syntax, SdeAttributes.Name, declared => SdeParser.Parse(declared, cancellation).Model, cancellation)
            )
            .WithTrackingName(TrackingNames.SdeParsed);

        // Derive and print, from the model alone.
        context.RegisterSourceOutput(
            Guard.Models(context, parsed).WithTrackingName(TrackingNames.SdeModel),
            static (output, model) => Guard.Print(output, model.Type, "Sde", () => SdeEmitter.Emit(model))
        );
    }
}
