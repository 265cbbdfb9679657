using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[ButcherTableau] types: parsed, proven, printed.</summary>
internal static class TableauPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: symbols end here, and places are left behind.
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

        // Prove and print, from the model alone.
        IncrementalValuesProvider<TableauOutcome> proven = Guard
            .Models(context, parsed)
            .WithTrackingName(TrackingNames.TableauModel)
            .Select(static (model, _) => TableauEmitter.Emit(model))
            .WithTrackingName(TrackingNames.TableauProven);
        context.RegisterSourceOutput(
            proven,
            static (output, outcome) =>
            {
                output.AddSource(outcome.HintName, outcome.Source);
                if (outcome.Defect is { } defect)
                {
                    output.ReportDiagnostic(defect.ToDiagnostic());
                }
            }
        );
    }
}
