using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>Solver plans: from the attribute to the proven plan, its documentation and its compiled text.</summary>
internal static class PlanPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        RegisterOrphans(context);
        foreach (string attribute in new[] { PlanAttributes.Multistep, RungeKuttaAttributes.Exponential, RungeKuttaAttributes.Direct })
        {
            // Parse: the last step that sees a symbol.
            IncrementalValuesProvider<ParsedPlan> parsed = context
                .SyntaxProvider.ForAttributeWithMetadataName(
                    attribute,
                    static (node, _) => node is TypeDeclarationSyntax,
                    static (syntax, cancellation) =>
                        Guard.Run(
                            () =>
                                DeclarationSite.IsFirst(syntax)
                                    ? PlanParser.Parse(syntax, cancellation)
                                    : new ParsedPlan(null, EquatableArray<NamedPlace>.Empty, null, EquatableArray<DiagnosticInfo>.Empty),
                            defect => new ParsedPlan(null, EquatableArray<NamedPlace>.Empty, null, EquatableArray.Of(defect)),
                            LocationInfo.From(syntax.TargetNode),
                            syntax.TargetSymbol.Name
                        )
                )
                .WithTrackingName(TrackingNames.PlanParsed);

            // Print, from the model alone: an edit that only moves the declaration stops here.
            context.RegisterSourceOutput(
                parsed
                    .Where(static plan => plan.Model is not null)
                    .Select(static (plan, _) => plan.Model!)
                    .WithTrackingName(TrackingNames.PlanModel),
                static (output, model) => Guard.Print(output, model.Type, "Plan", () => PlanEmitter.Emit(model))
            );

            // Report, with places.
            context.RegisterSourceOutput(
                parsed.SelectMany(static (plan, _) => Faults(plan)).WithTrackingName(TrackingNames.PlanFaults),
                static (output, fault) => output.ReportDiagnostic(fault.ToDiagnostic())
            );
        }
    }

    /// <summary>A derivative estimate on a type that no plan attribute makes a plan would be forgotten in silence.</summary>
    static void RegisterOrphans(IncrementalGeneratorInitializationContext context) =>
        context.RegisterSourceOutput(
            context
                .SyntaxProvider.ForAttributeWithMetadataName(
                    PlanAttributes.Estimate,
                    static (node, _) => node is TypeDeclarationSyntax,
                    static (syntax, cancellation) =>
                        syntax.TargetSymbol is INamedTypeSymbol type && PlanAttributes.Find(type) is null
                            ? DiagnosticInfo.At(
                                LocationInfo.From(syntax.Attributes[0].ApplicationSyntaxReference?.GetSyntax(cancellation)),
                                Descriptors.PlanCombination,
                                type.Name,
                                "a derivative estimate belongs beside [ExponentialMultistep], which this type does not have"
                            )
                            : null
                )
                .Where(static fault => fault is not null),
            static (output, fault) => output.ReportDiagnostic(fault!.ToDiagnostic())
        );

    static IEnumerable<DiagnosticInfo> Faults(ParsedPlan parsed)
    {
        foreach (DiagnosticInfo fault in parsed.Faults)
        {
            yield return fault;
        }

        if (parsed.Model?.Declaration is not { } plan)
        {
            yield break;
        }

        bool sound = true;
        foreach (PlanFault fault in PlanProofs.Faults(plan))
        {
            sound = false;
            yield return DiagnosticInfo.At(parsed.Of(fault.Member), PlanRules.Descriptor(fault.Rule), plan.Name, fault.Message);
        }

        int order = sound ? PlanProofs.Order(plan) : 0;
        if (sound && plan.Order > 0 && plan.Order < order)
        {
            yield return DiagnosticInfo.At(
                parsed.Of("Order"),
                Descriptors.OrderUnderclaimed,
                plan.Name,
                plan.Order.ToString(System.Globalization.CultureInfo.InvariantCulture),
                order.ToString(System.Globalization.CultureInfo.InvariantCulture)
            );
        }
    }
}
