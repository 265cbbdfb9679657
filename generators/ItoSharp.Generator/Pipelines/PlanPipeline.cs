using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>Solver plans: from the attribute to the proven plan, its documentation and its compiled text.</summary>
internal static class PlanPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        foreach (string attribute in new[] { PlanAttributes.Multistep, RungeKuttaAttributes.Exponential, RungeKuttaAttributes.Direct })
        {
            // Parse: the last step that sees a symbol. Places and faults are left to the analyzer, so that a declaration that only
            // moves is the same model.
            IncrementalValuesProvider<Parsed<PlanModel>> parsed = context
                .SyntaxProvider.ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is TypeDeclarationSyntax,
                    (syntax, cancellation) =>
                        Guard.Parse(syntax, attribute, declared => PlanParser.Parse(declared, cancellation).Model, cancellation)
                )
                .WithTrackingName(TrackingNames.PlanParsed);

            // Print, from the model alone.
            context.RegisterSourceOutput(
                Guard.Models(context, parsed).WithTrackingName(TrackingNames.PlanModel),
                static (output, model) => Guard.Print(output, model.Type, "Plan", () => PlanEmitter.Emit(model))
            );
        }
    }
}
