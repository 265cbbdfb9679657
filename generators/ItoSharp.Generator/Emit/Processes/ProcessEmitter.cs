using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis.CSharp;

namespace ItoSharp.Generator.Emit.Processes;

/// <summary>Writes the generated part of a process, one section of members a file of this class.</summary>
internal sealed partial class ProcessEmitter
{
    const string Interface = "global::ItoSharp.IProcess";

    readonly ProcessModel model;
    readonly DerivedProcess derived;
    readonly ProcessFormulas formulas;
    readonly SourceWriter writer;

    ProcessEmitter(ProcessModel model, DerivedProcess derived, SourceWriter writer)
    {
        this.model = model;
        this.derived = derived;
        this.writer = writer;
        formulas = new ProcessFormulas(derived, model.Parameters);
    }

    public static string Write(ProcessModel model, DerivedProcess derived) =>
        GeneratedFile.Write(
            model.Type,
            $"{Interface}<{model.Type.SelfName}>",
            head: writer => new ProcessEmitter(model, derived, writer).Head(),
            body: writer => new ProcessEmitter(model, derived, writer).Body()
        );

    void Head()
    {
        string state = model.MeanReverting ? "X" : "x";
        writer.Line("/// <remarks>");
        writer.Line("/// Derived from the declaration; t is the time and x_0 the data:");
        writer.Line("/// <code>");
        writer.Line($"/// d{state} = f {state} dt + g dw{(model.MeanReverting ? "   with X = x - mu" : "")}");
        writer.Line($"/// {state}_t | {state}_0 ~ N(alpha {state}_0, sigma^2 I)");
        var closed = new List<(string, Expr)> { ("f", formulas.Drift), ("g^2", formulas.DiffusionSquared) };
        var open = new List<string>();
        void Row(string name, Expr formula, string otherwise)
        {
            if (HasIntegral(formula))
            {
                open.Add($"{name} = {otherwise}");
            }
            else
            {
                closed.Add((name, formula));
            }
        }

        Row("alpha", formulas.Alpha, "exp(integral of f from 0 to t)");
        Row("sigma", formulas.Sigma, "alpha sqrt(integral of g^2/alpha^2 from 0 to t)");
        Row("lambda", formulas.Lambda, "log(alpha / sigma)");
        writer.Lines(FormulaCode.Explain(closed.ToArray()).Concat(open).Select(line => "/// " + line));
        writer.Line("/// </code>");

        // The core simplifies on that assumption: sqrt(a^2) is a.
        string positive = string.Join(", ", model.Parameters.Where(p => p.Default is not <= 0).Select(p => p.Name));
        if (positive.Length > 0)
        {
            writer.Line($"/// The formulas are those of positive {positive}.");
        }

        writer.Line("/// </remarks>");
        string text = ProcessText.Write(model.Declaration!);
        writer.Line($"[global::ItoSharp.CompiledDeclaration({CompiledFormat.Version}, {SymbolDisplay.FormatLiteral(text, quote: true)})]");
    }

    void Body()
    {
        Times();
        writer.Line();
        Functions();
        writer.Line();
        Laws();
        writer.Line();
        ParameterMembers();
        writer.Line();
        PullBackMember();
        if (formulas.LogAlphaIsNumeric || formulas.RhoSquaredIsNumeric)
        {
            writer.Line();
            Integrals();
        }
    }

    void Times()
    {
        Member("The time nearest to the data at which the process is used by default.");
        writer.Line($"public double MinTime => {CSharpPrinter.Literal(model.MinTime)};").Line();
        Member("The time of the prior.");
        writer.Line($"public double MaxTime => {CSharpPrinter.Literal(model.MaxTime)};").Line();
        Member(
            model.MeanReverting
                ? "True: the formulas are those of x - mu, for a mean mu given with each run."
                : "False: the state reverts to no mean."
        );
        writer.Line($"public bool MeanReverting => {(model.MeanReverting ? "true" : "false")};");
    }

    /// <summary>The documentation and the mark before a public member.</summary>
    SourceWriter Member(params string[] lines) => writer.Doc("summary", lines).Line(GeneratedFile.Mark);

    static bool HasIntegral(Expr formula) =>
        ExprModule.Contains(ProcessFormulas.LogAlphaName, formula) || ExprModule.Contains(ProcessFormulas.RhoSquaredName, formula);
}
