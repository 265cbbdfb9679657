using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[ButcherTableau] types: from the attribute to the proven tableau as numbers, its documentation and its compiled text.</summary>
internal static class TableauPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: the last step that sees a symbol. Places and faults are left to the analyzer.
        IncrementalValuesProvider<Parsed<TableauModel>> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                TableauParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, cancellation) =>
                    Guard.Parse(
                        syntax,
                        TableauParser.AttributeName,
                        declared => TableauParser.Parse(declared, cancellation).Model,
                        cancellation
                    )
            )
            .WithTrackingName(TrackingNames.TableauParsed);

        // Print, from the model alone.
        context.RegisterSourceOutput(
            Guard.Models(context, parsed).WithTrackingName(TrackingNames.TableauModel),
            static (output, model) => Guard.Print(output, model.Type, "Tableau", () => TableauEmitter.Emit(model))
        );
    }
}
