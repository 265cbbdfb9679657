using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[ButcherTableau] types: parsed, proven, printed; faults at the part of the text that they are about.</summary>
internal static class TableauPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: symbols end here.
        IncrementalValuesProvider<ParsedTableau> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                TableauParser.AttributeName,
                static (node, _) => node is TypeDeclarationSyntax,
                Parse
            )
            .Where(static tableau => tableau is not null)
            .Select(static (tableau, _) => tableau!)
            .WithTrackingName(TrackingNames.TableauParsed);

        // Prove: places are left behind, so that an edit elsewhere proves nothing again.
        IncrementalValuesProvider<TableauOutcome> proven = parsed
            .Where(static tableau => tableau.Model is not null)
            .Select(static (tableau, _) => tableau.Model!)
            .WithTrackingName(TrackingNames.TableauModel)
            .Select(static (model, _) => TableauEmitter.Emit(model))
            .WithTrackingName(TrackingNames.TableauProven);

        // Print.
        context.RegisterSourceOutput(proven, static (output, outcome) => output.AddSource(outcome.HintName, outcome.Source));

        // Report: what the proofs found goes back to the places of its declaration.
        IncrementalValueProvider<EquatableArray<TableauOutcome>> faulty = proven
            .Where(static outcome => !outcome.Faults.IsEmpty)
            .Collect()
            .Select(static (all, _) => new EquatableArray<TableauOutcome>(all));
        IncrementalValuesProvider<EquatableArray<DiagnosticInfo>> faults = parsed
            .Combine(faulty)
            .Select(static (pair, _) => Faults(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.TableauFaults);
        context.RegisterSourceOutput(faults, static (output, found) => Guard.Report(output, found));
    }

    static ParsedTableau? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        string name = context.TargetSymbol.Name;
        return Guard.Run<ParsedTableau?>(
            () =>
                DeclarationSite.IsFirst(context)
                    ? TableauParser.Parse((INamedTypeSymbol)context.TargetSymbol, context.Attributes[0], cancellation)
                    : null,
            defect => new ParsedTableau(
                name,
                null,
                new TableauPlaces(null, EquatableArray<NamedPlace>.Empty, EquatableArray<LocationInfo>.Empty),
                EquatableArray.Of(defect)
            ),
            LocationInfo.From(context.TargetNode),
            name
        );
    }

    static EquatableArray<DiagnosticInfo> Faults(ParsedTableau tableau, EquatableArray<TableauOutcome> faulty) =>
        tableau
            .Faults.Concat(
                faulty
                    .Where(outcome => outcome.FullName == tableau.FullName)
                    .SelectMany(outcome => outcome.Faults)
                    .Select(fault => Info(tableau, fault))
            )
            .ToEquatableArray();

    static DiagnosticInfo Info(ParsedTableau tableau, TableauFault fault) =>
        fault.Rule == TableauEmitter.Defect
            ? DiagnosticInfo.At(tableau.Places.Attribute, Descriptors.InternalError, tableau.Model!.Type.Name, fault.Message)
            : DiagnosticInfo.At(
                tableau.Places.Of(fault),
                TableauRules.Descriptor(fault.Rule),
                tableau.Model!.Declaration!.Name,
                fault.Message
            );
}
