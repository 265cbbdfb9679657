using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Rates = System.Tuple<
    string,
    Microsoft.FSharp.Collections.FSharpList<System.Tuple<string, ItoSharp.Symbolics.Expr>>,
    Microsoft.FSharp.Collections.FSharpList<System.Tuple<string, ItoSharp.Symbolics.Expr>>
>;

namespace ItoSharp.Generator.Emit;

/// <summary>Derivatives of the constants of a run and of the values of a step, in float64: what carries cotangents to parameters and times.</summary>
internal static class AdjointRates
{
    public static void Write(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming)
    {
        // An adaptive program has them by an interface, and nothing that all paths share at a time.
        string modifiers = naming.IsAdaptive ? "public" : "public override";
        Constants(writer, model, program, naming, modifiers);
        if (!naming.IsAdaptive)
        {
            Timed(writer, program, naming);
        }

        writer.Line();
        using (writer.Block(modifiers + " global::ItoSharp.ObservableGradient Form(int observable) =>\n    observable switch", ";"))
        {
            for (int i = 0; i < model.Observables.Count; i++)
            {
                writer.Line($"{EnsembleKernels.Text(i)} => global::ItoSharp.ObservableGradient.{model.Observables[i].Gradient},");
            }

            writer.Line("_ => throw new global::System.ArgumentOutOfRangeException(nameof(observable)),");
        }
    }

    static void Constants(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming, string modifiers)
    {
        string arguments = naming.Free("arguments");
        string rates = naming.Free("rates");
        string[] inputs = [.. naming.Parameters, .. model.Arguments.Select(a => a.Name), program.Names.Step];
        Rates[] all = StepAdjointModule.ConstantRates(program, ListModule.OfSeq(inputs), ListModule.OfSeq(naming.Constants)).ToArray();
        writer.Line();
        using (
            writer.Block(
                $"{modifiers} void DifferentiateConstants(global::System.ReadOnlySpan<double> {arguments}, double {program.Names.Step}, global::System.Span<double> {rates})"
            )
        )
        {
            Expr[] read = all.SelectMany(r => r.Item2.Concat(r.Item3)).Select(l => l.Item2).ToArray();
            Tuple<string, Expr>[] lets = Hoisting.Needed(read, program.Constants).ToArray();
            EnsembleProgramEmitter.Bind(writer, inputs.Take(inputs.Length - 1), arguments, lets.Select(l => l.Item2).Concat(read), []);
            Lets(writer, lets);
            for (int i = 0; i < all.Length; i++)
            {
                Column(writer, all[i], name => naming.Index(name) * inputs.Length + i, rates);
            }
        }
    }

    static void Timed(SourceWriter writer, StepProgram program, EnsembleNaming naming)
    {
        string constants = naming.Free("constants");
        string rates = naming.Free("rates");
        string[] inputs = [.. naming.Constants, "t"];
        Rates[] all = StepAdjointModule.TimedRates(program, ListModule.OfSeq(inputs)).ToArray();
        writer.Line();
        using (
            writer.Block(
                $"public override void DifferentiateTimed(global::System.ReadOnlySpan<double> {constants}, double t, global::System.Span<double> {rates})"
            )
        )
        {
            Expr[] read = all.SelectMany(r => r.Item2.Concat(r.Item3)).Select(l => l.Item2).ToArray();
            Tuple<string, Expr>[] lets = Hoisting.Needed(read, program.Timed).ToArray();
            EnsembleProgramEmitter.Bind(writer, naming.Constants, constants, lets.Select(l => l.Item2).Concat(read), []);
            Lets(writer, lets);
            for (int i = 0; i < all.Length; i++)
            {
                Column(writer, all[i], name => naming.TimedIndex(name) * inputs.Length + i, rates);
            }
        }
    }

    /// <summary>What moves with one input.</summary>
    static void Column(SourceWriter writer, Rates moved, Func<string, int> place, string rates)
    {
        if (moved.Item3.IsEmpty)
        {
            return;
        }

        writer.Line();
        writer.Line($"// By {moved.Item1}.");
        var read = moved.Item3.Select(r => r.Item2).ToArray();
        Tuple<string, Expr>[] lets = Hoisting.Needed(read, moved.Item2).ToArray();
        if (lets.Length == 0)
        {
            Results(writer, moved, place, rates);
            return;
        }

        // Derivatives by other inputs have the same names.
        writer.Line("{");
        using (writer.Indent())
        {
            Lets(writer, lets);
            Results(writer, moved, place, rates);
        }

        writer.Line("}");
    }

    static void Results(SourceWriter writer, Rates moved, Func<string, int> place, string rates)
    {
        foreach (Tuple<string, Expr> rate in moved.Item3)
        {
            writer.Line($"{rates}[{EnsembleKernels.Text(place(rate.Item1))}] = {CSharpPrinter.Print(rate.Item2)};");
        }
    }

    static void Lets(SourceWriter writer, IEnumerable<Tuple<string, Expr>> lets)
    {
        foreach (Tuple<string, Expr> let in lets)
        {
            writer.Line($"double {let.Item1} = {CSharpPrinter.Print(let.Item2)};");
        }
    }
}
