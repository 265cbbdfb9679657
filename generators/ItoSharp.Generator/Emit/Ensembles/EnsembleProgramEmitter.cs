using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Emit;

/// <summary>The step of an ensemble as code: values of a run, values of a step, and the loops over paths for every width.</summary>
internal static class EnsembleProgramEmitter
{
    public static string? Emit(EnsembleModel model)
    {
        if (EnsembleQuestion.Of(model) is not { } question)
        {
            return null;
        }

        FSharpResult<DerivedEnsemble, EnsembleFault> derived = Proven.Ensemble(question);
        return derived.IsOk ? Write(model, derived.ResultValue) : null;
    }

    static string Write(EnsembleModel model, DerivedEnsemble derived)
    {
        var naming = new EnsembleNaming(model, derived);
        string element = model.IsSingle ? "float" : "double";
        return GeneratedFile.Write(
            model.Type,
            "",
            _ => { },
            writer =>
            {
                StepComment.Write(writer, derived.Program);
                StepProgram? inverse = derived.Twin?.Value.Inverse?.Value;
                if (inverse is not null)
                {
                    StepComment.WriteInverse(writer, inverse);
                }

                using (writer.Block($"sealed class Program : {Base(model, derived, element)}"))
                {
                    writer.Line("public static readonly Program Instance = new();").Line();
                    Shape(writer, model, derived, naming);
                    Constants(writer, model, derived.Program, naming);
                    var kernels = new EnsembleKernels(writer, model, derived.Program, naming);
                    var loop = new StepLoop(writer, model, derived.Program, naming, kernels);
                    if (derived.Adaptive is null)
                    {
                        Timed(writer, model, derived.Program, naming);
                        loop.WriteAdvance();
                        new EnsembleDeviceKernel(writer, model, derived.Program, naming).Write();
                    }
                    else
                    {
                        new AdaptiveKernels(writer, model, derived, naming, kernels).Write();
                    }

                    kernels.WriteObservations();
                    if (model.HasGradients)
                    {
                        Gradients(writer, model, derived, naming, kernels, loop);
                    }

                    if (inverse is not null)
                    {
                        new InverseKernels(writer, inverse, naming, kernels).Write(derived.Twin!.Value.Growth);
                    }
                }
            }
        );
    }

    static void Gradients(
        SourceWriter writer,
        EnsembleModel model,
        DerivedEnsemble derived,
        EnsembleNaming naming,
        EnsembleKernels kernels,
        StepLoop loop
    )
    {
        AdjointRates.Write(writer, model, derived.Program, naming);
        var reverse = new AdjointKernels(writer, model, derived.Program, naming, kernels);
        if (derived.Adaptive is null)
        {
            loop.WriteRecord();
            reverse.Write();
            new TangentKernels(writer, model, derived.Program, naming, kernels).Write();
            new AdjointDeviceKernel(writer, model, derived.Program, naming).Write();
            return;
        }

        new AcceptedKernels(writer, model, derived.Program, naming, kernels).Write();
        reverse.WriteObservables("public");
    }

    static string Base(EnsembleModel model, DerivedEnsemble derived, string element)
    {
        string Of(string name) => $"global::ItoSharp.{name}<{element}>";
        if (derived.Adaptive is not { } adaptive)
        {
            return derived.Twin?.Value.Inverse is not null ? $"{Of("ReversibleProgram")}, {Of("ITangentProgram")}"
                : model.HasGradients ? $"{Of("EnsembleAdjoint")}, {Of("ITangentProgram")}"
                : Of("EnsembleProgram");
        }

        (string program, string reverse) = adaptive.Value.FirstStep is null
            ? ("DyadicStepProgram", "IAcceptedAdjoint")
            : ("FreeStepProgram", "IFreeAcceptedAdjoint");
        return model.HasGradients ? $"{Of(program)}, {Of(reverse)}" : Of(program);
    }

    static void Shape(SourceWriter writer, EnsembleModel model, DerivedEnsemble derived, EnsembleNaming naming)
    {
        StepNormals normals = derived.Program.Normals;
        writer.Line("public override global::ItoSharp.EnsembleShape Shape { get; } =");
        using (writer.Indent())
        {
            writer.Line("new(");
            using (writer.Indent())
            {
                writer.Line($"Components: {Names(model.Declaration!.State)},");
                writer.Line($"Stops: {Names(model.Stops.Select(s => s.Name))},");
                writer.Line($"Observables: {Names(model.Observables.Select(o => o.Name))},");
                writer.Line($"Noises: {Text(normals.Noises)},");
                writer.Line($"TimeIntegrals: {(normals.TimeIntegrals ? "true" : "false")},");
                writer.Line($"ExtraNormals: {Text(normals.Extra)},");
                writer.Line($"Constants: {Text(naming.Constants.Count)},");
                writer.Line($"TimedColumns: {Text(naming.Timed.Count)}");
            }

            using (writer.Block(")", ";"))
            {
                writer.Line($"Arguments = {Names(naming.Parameters.Concat(model.Arguments.Select(a => a.Name)))},");
                writer.Line($"Digest = \"{Digest(derived.Program)}\",");
                if (derived.Twin is not null)
                {
                    writer.Line("HasTwins = true,");
                }
            }
        }
    }

    /// <summary>What tells checkpoints of one version of the formulas from those of another.</summary>
    static string Digest(StepProgram program)
    {
        ulong hash = 14695981039346656037;
        IEnumerable<Expr> all = program
            .Constants.Concat(program.Timed)
            .Concat(program.Local)
            .Select(l => l.Item2)
            .Concat(program.Next)
            .Concat(program.Error is { } error ? [error.Value] : [])
            .Concat(program.After);
        foreach (char c in string.Join(";", all.Select(FormulaPrinter.Print)))
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    static void Constants(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming)
    {
        string arguments = naming.Free("arguments");
        string constants = naming.Free("constants");
        writer.Line();
        using (
            writer.Block(
                $"public override void FillConstants(global::System.ReadOnlySpan<double> {arguments}, double {program.Names.Step}, global::System.Span<double> {constants})"
            )
        )
        {
            IEnumerable<string> inputs = naming.Parameters.Concat(model.Arguments.Select(a => a.Name));
            Bind(writer, inputs, arguments, program.Constants.Select(c => c.Item2), naming.Constants);
            foreach (Tuple<string, Expr> let in program.Constants)
            {
                writer.Line($"double {let.Item1} = {CSharpPrinter.Print(let.Item2)};");
            }

            for (int i = 0; i < naming.Constants.Count; i++)
            {
                writer.Line($"{constants}[{Text(i)}] = {CSharpPrinter.identifier(naming.Constants[i])};");
            }
        }
    }

    static void Timed(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming)
    {
        string arguments = naming.Free("arguments");
        string constants = naming.Free("constants");
        string row = naming.Free("row");
        writer.Line();
        writer.Line("public override void FillTimed(");
        using (writer.Indent())
        {
            writer.Line($"global::System.ReadOnlySpan<double> {arguments},");
            writer.Line($"global::System.ReadOnlySpan<double> {constants},");
            writer.Line($"double t,");
            writer.Line($"double {naming.Free("step")},");
            writer.Line($"global::System.Span<double> {row}");
        }

        using (writer.Block(")"))
        {
            var read = new HashSet<string>(program.Timed.SelectMany(l => ExprModule.Variables(l.Item2)), StringComparer.Ordinal);
            for (int i = 0; i < naming.Constants.Count; i++)
            {
                if (read.Contains(naming.Constants[i]))
                {
                    writer.Line($"double {CSharpPrinter.identifier(naming.Constants[i])} = {constants}[{Text(i)}];");
                }
            }

            foreach (Tuple<string, Expr> let in program.Timed)
            {
                writer.Line($"double {let.Item1} = {CSharpPrinter.Print(let.Item2)};");
            }

            for (int i = 0; i < naming.Timed.Count; i++)
            {
                writer.Line($"{row}[{Text(i)}] = {naming.Timed[i]};");
            }
        }
    }

    /// <summary>Locals for those inputs that are read.</summary>
    internal static void Bind(
        SourceWriter writer,
        IEnumerable<string> inputs,
        string from,
        IEnumerable<Expr> formulas,
        IEnumerable<string> stored
    )
    {
        var read = new HashSet<string>(formulas.SelectMany(e => ExprModule.Variables(e)).Concat(stored), StringComparer.Ordinal);
        int i = 0;
        foreach (string input in inputs)
        {
            if (read.Contains(input))
            {
                writer.Line($"double {CSharpPrinter.identifier(input)} = {from}[{Text(i)}];");
            }

            i++;
        }
    }

    static string Names(IEnumerable<string> names) => "[" + string.Join(", ", names.Select(n => $"\"{n}\"")) + "]";

    static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
