using System.Globalization;
using ItoSharp.Generator.Diagnostics;
using ItoSharp.Generator.Emit.Processes;
using ItoSharp.Generator.Models;
using ItoSharp.Generator.Proofs;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace ItoSharp.Generator.Emit.Systems;

/// <summary>Writes the generated part of an equation, one section of members a file of this class.</summary>
internal sealed partial class SdeEmitter
{
    const int LongestLine = 110;

    readonly SdeModel model;
    readonly DerivedSde derived;
    readonly SdeDeclaration sde;
    readonly SdeNames names;
    readonly SourceWriter writer;

    SdeEmitter(SdeModel model, DerivedSde derived, SourceWriter writer)
    {
        (this.model, this.derived, this.writer) = (model, derived, writer);
        sde = derived.Declaration;
        names = new SdeNames(model);
    }

    /// <summary>The part of a sound equation; of any other a stub that says what is wrong.</summary>
    public static string Emit(SdeModel model)
    {
        if (model.Declaration is not { } declaration)
        {
            return SdeStub.Write(model.Type, model.Fault);
        }

        FSharpResult<DerivedSde, FSharpList<SdeFault>> derived = Proven.Sde(declaration);
        return derived.IsError
            ? SdeStub.Write(model.Type, SdeRules.Text(declaration, derived.ErrorValue))
            : GeneratedFile.Write(
                model.Type,
                "",
                head: writer => new SdeEmitter(model, derived.ResultValue, writer).Head(),
                body: writer => new SdeEmitter(model, derived.ResultValue, writer).Body()
            );
    }

    void Body()
    {
        Facts();
        writer.Line();
        Correlations();
        writer.Line();
        Drifts();
        writer.Line();
        Matrices();
        writer.Line();
        Milstein();
        writer.Line();
        Reverse();
        Moments();
    }

    void Facts()
    {
        Member("What is known of the noise: " + FormulaCode.Escape(Lower(derived.Noise.Reason)));
        writer
            .Line(
                $"public static global::ItoSharp.NoiseClass NoiseClass => global::ItoSharp.NoiseClass.{StochasticNames.noise(derived.Noise.Class)};"
            )
            .Line();
        Member("How the noise terms are to be read.");
        writer
            .Line(
                $"public static global::ItoSharp.Interpretation Interpretation => global::ItoSharp.Interpretation.{StochasticNames.calculus(sde.Interpretation)};"
            )
            .Line();
        Member("The names of the components of the state, in order.");
        List("ComponentNames", sde.State);
        writer.Line();
        Member("The names of the noises, in order.");
        List("NoiseNames", sde.Noises.Select(noise => noise.Name));
    }

    void List(string name, IEnumerable<string> items) =>
        writer.Line(
            $"public static global::System.Collections.Generic.IReadOnlyList<string> {name} {{ get; }} = [{string.Join(", ", items.Select(PlanEmitter.Literal))}];"
        );

    /// <summary>The documentation and the mark before a public member.</summary>
    void Member(params string[] lines) => Member(lines, []);

    void Member(string[] lines, (string Tag, string Text)[] more)
    {
        writer.Doc("summary", lines);
        foreach ((string tag, string text) in more)
        {
            writer.Doc(tag, text);
        }

        writer.Line(GeneratedFile.Mark);
    }

    /// <summary>A public method that returns a state.</summary>
    void StateMethod(string signature, IEnumerable<Expr> formulas)
    {
        (IReadOnlyList<(string Name, string Code)> locals, IReadOnlyList<string> values) = FormulaCode.Share(formulas.ToArray());
        (IReadOnlyList<string> statements, string built) = names.Layout.Build(values, "result", LongestLine);
        if (locals.Count == 0 && statements.Count == 0)
        {
            // The type is the method's own.
            string head = built.StartsWith("new State(", StringComparison.Ordinal) ? "new(" + built.Substring("new State(".Length) : built;
            writer.Line($"public {signature} =>");
            using (writer.Indent())
            {
                writer.Line(head + ";");
            }

            return;
        }

        using (writer.Block($"public {signature}"))
        {
            writer.Lines(locals.Select(l => $"double {l.Name} = {l.Code};"));
            writer.Lines(statements);
            writer.Line($"return {built};");
        }
    }

    static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence.Substring(1);

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
