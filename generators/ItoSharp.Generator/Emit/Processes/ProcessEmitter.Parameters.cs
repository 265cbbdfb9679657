using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.CodeAnalysis.CSharp;

namespace ItoSharp.Generator.Emit.Processes;

internal sealed partial class ProcessEmitter
{
    const string Names = "global::System.Collections.Generic.IReadOnlyList<string>";

    /// <summary>The parameters as a vector of numbers, and as text.</summary>
    void ParameterMembers()
    {
        string self = model.Type.SelfName;
        int count = model.Parameters.Count;
        string listed = count == 0 ? "none" : string.Join(", ", model.Parameters.Select(p => p.Name));
        Member($"The names of the parameters, in the order of the gradient: {listed}.");
        writer.Line($"public {Names} ParameterNames => DeclaredNames;").Line();
        string names = string.Join(", ", model.Parameters.Select(p => SymbolDisplay.FormatLiteral(p.Name, quote: true)));
        writer.Line(
            count == 0
                ? $"static readonly {Names} DeclaredNames = global::System.Array.Empty<string>();"
                : $"static readonly {Names} DeclaredNames = global::System.Array.AsReadOnly(new string[] {{ {names} }});"
        );
        writer.Line();

        Member(
            "The declared default parameters"
                + (model.Parameters.Any(p => p.Default is null) ? "; NaN for a parameter without default." : ".")
        );
        writer.Line($"public static {self} Default => new({string.Join(", ", model.Parameters.Select(DefaultText))});").Line();

        Member("A value of this type with the given numbers as its parameters.");
        using (writer.Block($"public static {self} FromParameters(global::System.ReadOnlySpan<double> parameters)"))
        {
            Expect("parameters");
            writer.Line($"return new({string.Join(", ", Enumerable.Range(0, count).Select(i => $"parameters[{i}]"))});");
        }

        writer.Line();
        Member("Writes the parameters.");
        using (writer.Block("public void CopyParameters(global::System.Span<double> parameters)"))
        {
            Expect("parameters");
            for (int i = 0; i < count; i++)
            {
                writer.Line($"parameters[{i}] = {formulas.Parameters[i]};");
            }
        }

        if (!model.HasPrintMembers)
        {
            writer.Line();
            PrintMembers();
        }
    }

    static string DefaultText(ProcessParameter parameter) => parameter.Default is { } value ? CSharpPrinter.Literal(value) : "double.NaN";

    void Expect(string span) =>
        writer.Line(
            $"global::ItoSharp.ProcessParameters.Expect({span}.Length, {SymbolDisplay.FormatLiteral(model.Type.Name, quote: true)}, DeclaredNames);"
        );

    /// <summary>ToString shows the parameters alone, the same in every culture; the default would list MinTime and its like.</summary>
    void PrintMembers()
    {
        using (writer.Block("bool PrintMembers(global::System.Text.StringBuilder builder)"))
        {
            if (model.Parameters.IsEmpty)
            {
                writer.Line("return false;");
                return;
            }

            string text = string.Join(", ", model.Parameters.Select((p, i) => $"{p.Name} = {{{formulas.Parameters[i]}}}"));
            writer.Line($"builder.Append(global::System.FormattableString.Invariant($\"{text}\"));");
            writer.Line("return true;");
        }
    }
}
