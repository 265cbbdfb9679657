using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit.Processes;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Pipelines;

/// <summary>[Process] types, of which more is made than a file of the model: they are derived in the F# core by a step of their own.</summary>
internal static class ProcessPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        // Derive.
        IncrementalValuesProvider<ProcessOutcome> derived = Kinds
            .Process.Models(context)
            .Select(static (model, _) => Derive(model))
            .WithTrackingName(TrackingNames.ProcessDerived);

        // Print.
        context.RegisterSourceOutput(
            derived,
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

    /// <summary>The emitted text, or a stub that says what is wrong.</summary>
    static ProcessOutcome Derive(ProcessModel model) =>
        Guard.Run(
            () =>
            {
                if (model.Declaration is not { } process)
                {
                    return Stub(model, model.Fault, null);
                }

                FSharpResult<DerivedProcess, FSharpList<ProcessFault>> derived = Proven.Process(process);
                return derived.IsOk
                    ? new ProcessOutcome(model.Type.HintName("Process"), ProcessEmitter.Write(model, derived.ResultValue), null)
                    : Stub(model, ProcessRules.Text(process, derived.ErrorValue), null);
            },
            defect => Stub(model, defect.Text, defect),
            null,
            model.Type.Name
        );

    static ProcessOutcome Stub(ProcessModel model, string fault, DiagnosticInfo? defect) =>
        new(model.Type.HintName("Process"), ProcessStub.Write(model, fault), defect);
}
