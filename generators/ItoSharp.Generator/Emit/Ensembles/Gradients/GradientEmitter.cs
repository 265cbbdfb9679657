using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>Gradients of an ensemble's means, by the names of observables, parameters and components.</summary>
internal static class GradientEmitter
{
    const string Run = "global::ItoSharp.EnsembleGradient";
    const string Of = "global::ItoSharp.ObservableDerivatives";
    const string By = "global::ItoSharp.InputDerivatives";
    const string Estimate = "global::ItoSharp.GradientEstimate";

    public static void Emit(SourceWriter writer, EnsembleModel model, StateLayout layout)
    {
        Calls(writer, model, layout);
        Result(writer, model);
        Derivatives(writer, model);
        ByParameters(writer, model);
        ByStart(writer, layout);
    }

    static void Calls(SourceWriter writer, EnsembleModel model, StateLayout layout)
    {
        string given = string.Concat(model.Arguments.Select(a => $"double {CSharpPrinter.identifier(a.Name)}, "));
        string passed = string.Join(", ", model.Arguments.Select(a => CSharpPrinter.identifier(a.Name)));
        ObservableModel[] smoothed = model.Observables.Where(o => o.Gradient == ObservableGradient.Smoothed).ToArray();
        string plain = given;
        given += string.Concat(smoothed.Select(o => $"double {o.WidthArgument}, "));
        string widths = string.Join(", ", smoothed.Select(o => $"new(\"{o.Name}\", {o.WidthArgument})"));
        string how = smoothed.Length == 0 ? "gradients" : $"(gradients ?? new()) with {{ Widths = [{widths}] }}";
        foreach (bool single in new[] { true, false })
        {
            writer.Line();
            writer.Doc(
                "summary",
                "The means of observables with their exact derivatives by start, parameters and times, taken along the paths.",
                "At full memory a path takes every step once forward and once back; with less, states are computed again."
            );
            EnsembleEmitter.RunParameters(writer, model, single);
            foreach (ObservableModel observable in smoothed)
            {
                writer.Line(
                    $"/// <param name=\"{observable.WidthArgument}\">How far on either side of a jump <see cref=\"{observable.Name}\"/> is smoothed, in the unit of what it compares.</param>"
                );
            }

            writer.Line("/// <param name=\"options\">How to run and where to observe; null: on all processors, the end only.</param>");
            writer.Line("/// <param name=\"gradients\">Which gradients, and in what memory; null: those of all observables.</param>");
            writer.Line(GeneratedFile.Mark);
            string start = single ? layout.Type : "global::ItoSharp.EnsembleStart";
            writer.Line(
                $"public Derivatives Gradient({start} start, long paths, ulong seed, {given}global::ItoSharp.EnsembleOptions? options = null, global::ItoSharp.EnsembleGradientOptions? gradients = null) =>"
            );
            using (writer.Indent())
            {
                string from = single ? "global::ItoSharp.EnsembleStart.At(Values(start))" : "start";
                writer.Line($"new(Ensemble.Gradient(Arguments({passed}), {from}, paths, seed, options, {how}));");
            }

            if (!model.IsAdaptive)
            {
                Tangents(writer, model, layout, single, plain, passed);
            }
        }
    }

    static void Tangents(SourceWriter writer, EnsembleModel model, StateLayout layout, bool single, string given, string passed)
    {
        writer.Line();
        writer.Doc(
            "summary",
            "The same derivatives by a few inputs, taken forwards: one tangent a direction, and no states in memory.",
            "It costs a step for each direction where <c>Gradient</c> costs a few for all of them."
        );
        EnsembleEmitter.RunParameters(writer, model, single);
        writer.Line(
            "/// <param name=\"along\">Names of parameters, of components of the start and of the times, or combinations of them.</param>"
        );
        writer.Line("/// <param name=\"options\">How to run and where to observe; null: on all processors, the end only.</param>");
        writer.Line(GeneratedFile.Mark);
        string start = single ? layout.Type : "global::ItoSharp.EnsembleStart";
        writer.Line(
            $"public Derivatives Tangents({start} start, long paths, ulong seed, {given}global::System.Collections.Generic.IReadOnlyList<global::ItoSharp.EnsembleDirection> along, global::ItoSharp.EnsembleOptions? options = null) =>"
        );
        using (writer.Indent())
        {
            string from = single ? "global::ItoSharp.EnsembleStart.At(Values(start))" : "start";
            writer.Line($"new(Ensemble.Tangents(Arguments({passed}), {from}, paths, seed, along, options));");
        }
    }

    static void Result(SourceWriter writer, EnsembleModel model)
    {
        writer.Line();
        writer.Doc("summary", "Means of observables and their derivatives.");
        writer.Line(GeneratedFile.Mark);
        using (writer.Block("public sealed class Derivatives"))
        {
            writer.Line($"internal Derivatives({Run} gradient) => Gradient = gradient;").Line();
            writer.Doc("summary", "The same by names, with statistics, memory and covariances.");
            writer.Line($"public {Run} Gradient {{ get; }}");
            foreach (ObservableModel observable in model.Observables.Where(o => o.Gradient != ObservableGradient.None))
            {
                writer.Line();
                writer.Doc("summary", $"<see cref=\"{observable.Name}\"/> at the end.");
                writer.Line($"public DerivativesOf {CSharpPrinter.identifier(observable.Name)} => new(Gradient[\"{observable.Name}\"]);");
            }

            writer.Line();
            writer.Doc("summary", "An observable after a step that was observed.");
            writer.Line("public DerivativesOf At(string observable, int step) => new(Gradient.At(observable, step));");
            writer.Line();
            writer.Doc("summary", "The weighted sum, where weights were given.");
            writer.Line($"public DerivativesOf Weighted => new(Gradient[{Run}.Weighted]);");
            writer.Line();
            writer.Doc("summary", "The estimates as a table.");
            writer.Line("public override string ToString() => Gradient.ToString();");
        }
    }

    static void Derivatives(SourceWriter writer, EnsembleModel model)
    {
        writer.Line();
        writer.Doc("summary", "The mean of one observable, and its derivatives.");
        writer.Line(GeneratedFile.Mark);
        using (writer.Block("public readonly struct DerivativesOf"))
        {
            writer.Line($"readonly {Of} derivatives;").Line();
            writer.Line($"internal DerivativesOf({Of} derivatives) => this.derivatives = derivatives;").Line();
            writer.Doc("summary", "The mean.");
            writer.Line("public global::ItoSharp.EnsembleEstimate Value => derivatives.Value;").Line();
            writer.Doc(
                "summary",
                $"By the parameters of <see cref=\"{model.Equation}\"/>, {(model.Coefficients.IsEmpty ? "" : "the coefficients of the method, ")}those of observables and stops, and the times of the grid."
            );
            writer.Line("public ByParameters By => new(derivatives.By);").Line();
            writer.Doc("summary", "By the components of the start.");
            writer.Line("public ByComponents ByStart => new(derivatives.ByStart);");
        }
    }

    static void ByParameters(SourceWriter writer, EnsembleModel model)
    {
        writer.Line();
        writer.Doc("summary", "Derivatives by parameters.");
        writer.Line(GeneratedFile.Mark);
        using (Names(writer, "ByParameters", "a parameter"))
        {
            var inputs = model.Declaration!.Parameters.Select(p => p.Name).Concat(model.Arguments.Select(a => a.Name)).ToArray();
            var times = new[] { "from", "until" }.Where(t => !inputs.Contains(t));
            foreach ((string input, string property) in Properties(inputs.Concat(times)))
            {
                writer.Line();
                writer.Doc("summary", input is "from" or "until" ? $"By the time '{input}' of the grid." : $"By {input}.");
                writer.Line($"public {Estimate} {property} => derivatives[\"{input}\"];");
            }
        }
    }

    static void ByStart(SourceWriter writer, StateLayout layout)
    {
        writer.Line();
        writer.Doc("summary", "Derivatives by components of the start.");
        writer.Line(GeneratedFile.Mark);
        using (Names(writer, "ByComponents", "a component"))
        {
            foreach (NumberMember member in layout.Members)
            {
                writer.Line();
                writer.Doc("summary", $"By {member.Name}.");
                writer.Line(
                    member.Length == 0
                        ? $"public {Estimate} {CSharpPrinter.identifier(member.Name)} => derivatives[\"{member.Name}\"];"
                        : $"public {Estimate} {CSharpPrinter.identifier(member.Name)}(int index) => derivatives[global::System.FormattableString.Invariant($\"{member.Name}{{index}}\")];"
                );
            }
        }
    }

    static SourceWriter.Scope Names(SourceWriter writer, string type, string what)
    {
        SourceWriter.Scope scope = writer.Block($"public readonly struct {type}");
        writer.Line($"readonly {By} derivatives;").Line();
        writer.Line($"internal {type}({By} derivatives) => this.derivatives = derivatives;").Line();
        writer.Doc("summary", $"By {what} of that name.");
        writer.Line($"public {Estimate} this[string name] => derivatives[name];");
        return scope;
    }

    /// <summary>Properties are in Pascal case, unless that makes two of one name.</summary>
    static IEnumerable<(string Input, string Property)> Properties(IEnumerable<string> inputs)
    {
        string[] all = inputs.ToArray();
        foreach (string input in all)
        {
            string pascal = char.ToUpperInvariant(input[0]) + input.Substring(1);
            bool twice = all.Count(i => char.ToUpperInvariant(i[0]) + i.Substring(1) == pascal) > 1;
            yield return (input, CSharpPrinter.identifier(twice ? input : pascal));
        }
    }
}
