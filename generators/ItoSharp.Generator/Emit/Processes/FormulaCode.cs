using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit.Processes;

/// <summary>Prints formulas as C# with what they share computed once.</summary>
internal static class FormulaCode
{
    /// <summary>Writes the shared parts as locals and returns the text of each formula in terms of them.</summary>
    public static IReadOnlyList<string> Share(SourceWriter writer, params Expr[] formulas)
    {
        (IReadOnlyList<(string Name, string Code)> locals, IReadOnlyList<string> outputs) = Share(formulas);
        foreach ((string name, string code) in locals)
        {
            writer.Line($"double {name} = {code};");
        }

        return outputs;
    }

    public static (IReadOnlyList<(string Name, string Code)> Locals, IReadOnlyList<string> Outputs) Share(IReadOnlyList<Expr> formulas)
    {
        FSharpList<Tuple<string, Expr>> named = ListModule.OfSeq(formulas.Select((f, i) => Tuple.Create($"output {i}", f)));
        (FSharpList<Tuple<string, Expr>> bindings, FSharpList<Tuple<string, Expr>> outputs) = Cse.ShareWith("v", named);
        return (
            bindings.Select(b => (b.Item1, CSharpPrinter.Print(b.Item2))).ToArray(),
            outputs.Select(o => CSharpPrinter.Print(o.Item2)).ToArray()
        );
    }

    /// <summary>A formula for documentation, safe inside XML.</summary>
    public static string Formula(Expr formula) => Escape(FormulaPrinter.Print(formula).Replace("this.", "").Replace("@", ""));

    /// <summary>
    /// Formulas for documentation, one a line behind its <c>name = </c>; where that would be too long to read, with the repeated
    /// parts named below.
    /// </summary>
    public static string[] Explain(params (string Name, Expr Formula)[] formulas)
    {
        string[] plain = formulas.Select(f => $"{f.Name} = {Formula(f.Formula)}").ToArray();
        if (plain.All(line => line.Length <= LongestLine))
        {
            return plain;
        }

        FSharpList<Tuple<string, Expr>> named = ListModule.OfSeq(formulas.Select((f, i) => Tuple.Create($"output {i}", f.Formula)));
        (FSharpList<Tuple<string, Expr>> bindings, FSharpList<Tuple<string, Expr>> outputs) = Cse.ShareWith("u", named);
        return outputs
            .Select((o, i) => $"{formulas[i].Name} = {Formula(o.Item2)}")
            .Concat(bindings.Select((b, i) => $"{(i == 0 ? "with " : "     ")}{b.Item1} = {Formula(b.Item2)}"))
            .ToArray();
    }

    const int LongestLine = 110;

    /// <summary>Text that is safe inside XML.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
