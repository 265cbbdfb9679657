using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit.Processes;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[Process] types: parsed, derived in the F# core, printed; faults on their own node, at the user's tokens.</summary>
internal static class ProcessPipeline
{
    const string AttributeName = "ItoSharp.ProcessAttribute";

    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: symbols end here.
        IncrementalValuesProvider<ParsedProcess> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(AttributeName, static (node, _) => node is TypeDeclarationSyntax, Parse)
            .Where(static process => process is not null)
            .Select(static (process, _) => process!)
            .WithTrackingName(TrackingNames.ProcessParsed);

        // Derive: places are left behind, so that a moved declaration is the same model and nothing below runs again.
        IncrementalValuesProvider<ProcessOutcome> derived = parsed
            .Where(static process => process.Model is not null)
            .Select(static (process, _) => process.Model!)
            .WithTrackingName(TrackingNames.ProcessModel)
            .Select(static (model, _) => Derive(model))
            .WithTrackingName(TrackingNames.ProcessDerived);

        // Print.
        context.RegisterSourceOutput(derived, static (output, outcome) => output.AddSource(outcome.HintName, outcome.Source));

        // Report: what the derivation found goes back to the places of the declaration it was found in.
        IncrementalValueProvider<EquatableArray<ProcessOutcomeFaults>> faulty = derived
            .Where(static outcome => !outcome.Faults.IsEmpty)
            .Select(static (outcome, _) => new ProcessOutcomeFaults(outcome.FullName, outcome.Faults))
            .Collect()
            .Select(static (all, _) => new EquatableArray<ProcessOutcomeFaults>(all));
        IncrementalValuesProvider<EquatableArray<DiagnosticInfo>> faults = parsed
            .Combine(faulty)
            .Select(static (pair, _) => AllFaults(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.ProcessFaults);
        context.RegisterSourceOutput(faults, static (output, found) => Guard.Report(output, found));
    }

    static ParsedProcess? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        LocationInfo? place = LocationInfo.From(context.TargetSymbol.Locations.FirstOrDefault());
        string name = context.TargetSymbol.Name;
        return Guard.Run<ParsedProcess?>(
            () => ProcessParser.Parse(context, cancellation),
            defect => new ParsedProcess(name, null, new ProcessPlaces(place, EquatableArray<NamedPlace>.Empty), EquatableArray.Of(defect)),
            place,
            name
        );
    }

    /// <summary>The emitted text, or a stub and the faults of the derivation.</summary>
    static ProcessOutcome Derive(ProcessModel model) =>
        Guard.Run(
            () =>
            {
                if (model.Declaration is null)
                {
                    return Stub(model, model.FirstFault, EquatableArray<ProcessFaultInfo>.Empty);
                }

                FSharpResult<DerivedProcess, FSharpList<ProcessFault>> result = ProcessDerivation.Derive(model.Declaration);
                if (result.IsOk)
                {
                    return new ProcessOutcome(
                        model.Type.FullName,
                        model.Type.HintName("Process"),
                        ProcessEmitter.Write(model, result.ResultValue),
                        EquatableArray<ProcessFaultInfo>.Empty
                    );
                }

                EquatableArray<ProcessFaultInfo> faults = result
                    .ErrorValue.Select(f => new ProcessFaultInfo(ProcessRules.Descriptor(f.Rule), f.Member, model.Type.Name, f.Message))
                    .ToEquatableArray();
                return Stub(model, faults.IsEmpty ? DiagnosticIds.ProcessNotUsable : faults[0].Descriptor.Id, faults);
            },
            defect =>
                Stub(
                    model,
                    DiagnosticIds.InternalError,
                    EquatableArray.Of(new ProcessFaultInfo(defect.Descriptor, "", defect.Arguments[0], defect.Arguments[1]))
                ),
            null,
            model.Type.Name
        );

    static ProcessOutcome Stub(ProcessModel model, string fault, EquatableArray<ProcessFaultInfo> faults) =>
        new(model.Type.FullName, model.Type.HintName("Process"), ProcessStub.Write(model, fault), faults);

    static EquatableArray<DiagnosticInfo> AllFaults(ParsedProcess process, EquatableArray<ProcessOutcomeFaults> derived) =>
        process
            .Faults.Concat(
                derived
                    .Where(d => d.FullName == process.FullName)
                    .SelectMany(d => d.Faults)
                    .Select(f => DiagnosticInfo.At(process.Places.Of(f.Member), f.Descriptor, f.Declaration, f.Message))
            )
            .ToEquatableArray();
}
