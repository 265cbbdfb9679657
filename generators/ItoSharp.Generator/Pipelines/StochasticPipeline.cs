using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Parsing;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[StochasticTableau] types: parsed, proven in the F# core, printed; faults at the user's tokens.</summary>
internal static class StochasticPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Parse: symbols end here.
        IncrementalValuesProvider<ParsedStochastic> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                StochasticAttributes.Name,
                static (node, _) => node is TypeDeclarationSyntax,
                static (syntax, cancellation) => DeclarationSite.IsFirst(syntax) ? Parse(syntax, cancellation) : null
            )
            .Where(static tableau => tableau is not null)
            .Select(static (tableau, _) => tableau!)
            .WithTrackingName(TrackingNames.StochasticParsed);

        // Prove: places are left behind, so that a moved declaration is not proven again.
        IncrementalValuesProvider<StochasticOutcome> proven = parsed
            .Where(static tableau => tableau.Model is not null)
            .Select(static (tableau, _) => tableau.Model!)
            .WithTrackingName(TrackingNames.StochasticModel)
            .Select(static (model, _) => Prove(model))
            .WithTrackingName(TrackingNames.StochasticProven);

        // Print.
        context.RegisterSourceOutput(proven, static (output, outcome) => output.AddSource(outcome.HintName, outcome.Source));

        // Report: what the proof found goes back to the places of the declaration it was found in.
        IncrementalValueProvider<EquatableArray<StochasticOutcome>> faulty = proven
            .Where(static outcome => !outcome.Faults.IsEmpty)
            .Collect()
            .Select(static (all, _) => new EquatableArray<StochasticOutcome>(all));
        context.RegisterSourceOutput(
            parsed
                .Combine(faulty)
                .Select(static (pair, _) => AllFaults(pair.Left, pair.Right))
                .WithTrackingName(TrackingNames.StochasticFaults),
            static (output, found) => Guard.Report(output, found)
        );
    }

    static ParsedStochastic Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        LocationInfo? place = LocationInfo.From(context.TargetSymbol.Locations.FirstOrDefault());
        string name = context.TargetSymbol.Name;
        return Guard.Run(
            () => StochasticParser.Parse(context, cancellation),
            defect => new ParsedStochastic(name, null, EquatableArray<NamedPlace>.Empty, EquatableArray.Of(defect)),
            place,
            name
        );
    }

    static StochasticOutcome Prove(StochasticModel model) =>
        Guard.Run(
            () =>
            {
                if (model.Method is not { } method)
                {
                    return Stub(model, EquatableArray<StochasticFaultInfo>.Empty);
                }

                EquatableArray<StochasticFaultInfo> faults = StochasticFaults
                    .Of(method)
                    .Select(fault => new StochasticFaultInfo(
                        StochasticRules.Descriptor(fault.Rule),
                        fault.Claim is { } claim ? StochasticNames.Claim(claim.Value) : fault.Rule == "form" ? "interpretation" : "Tableau",
                        method.Name,
                        fault.Message
                    ))
                    .ToEquatableArray();
                return faults.Any(f => f.Descriptor.DefaultSeverity == DiagnosticSeverity.Error)
                    ? Stub(model, faults)
                    : Outcome(model, StochasticEmitter.Write(model.Type, method, StochasticProofs.Orders(method)), faults);
            },
            defect =>
                Stub(
                    model,
                    EquatableArray.Of(new StochasticFaultInfo(defect.Descriptor, "", defect.Arguments[0], defect.Arguments[1]))
                ),
            null,
            model.Type.Name
        );

    static StochasticOutcome Stub(StochasticModel model, EquatableArray<StochasticFaultInfo> faults) =>
        Outcome(model, StochasticEmitter.WriteStub(model.Type), faults);

    static StochasticOutcome Outcome(StochasticModel model, string source, EquatableArray<StochasticFaultInfo> faults) =>
        new(model.Type.FullName, model.Type.HintName("Tableau"), source, faults);

    static EquatableArray<DiagnosticInfo> AllFaults(ParsedStochastic tableau, EquatableArray<StochasticOutcome> proven) =>
        tableau
            .Faults.Concat(
                proven
                    .Where(outcome => outcome.FullName == tableau.Model?.Type.FullName)
                    .SelectMany(outcome => outcome.Faults)
                    .Select(f => DiagnosticInfo.At(tableau.Of(f.Argument), f.Descriptor, f.Declaration, f.Message))
            )
            .ToEquatableArray();
}
