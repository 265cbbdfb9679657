using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>The step as formulas, above the code that computes it: the same comment in C# and in C.</summary>
internal static class StepComment
{
    public static void Write(SourceWriter writer, StepProgram program)
    {
        writer.Line("// One step:");
        foreach (Tuple<string, Expr> let in program.Constants.Concat(program.Timed).Concat(program.Local))
        {
            writer.Line($"//   {let.Item1} = {FormulaPrinter.Print(let.Item2)}");
        }

        foreach ((string component, Expr next) in program.Components.Zip(program.Next, (c, n) => (c, n)))
        {
            writer.Line($"//   {component} <- {FormulaPrinter.Print(next)}");
        }

        if (program.Error is { } error)
        {
            writer.Line("// where this is at most 1:");
            writer.Line($"//   {FormulaPrinter.Print(error.Value)}");
        }
    }

    /// <summary>The step back, of the same constants and timed values.</summary>
    public static void WriteInverse(SourceWriter writer, StepProgram program)
    {
        writer.Line("// One step back:");
        foreach (Tuple<string, Expr> let in program.Local)
        {
            writer.Line($"//   {let.Item1} = {FormulaPrinter.Print(let.Item2)}");
        }

        foreach ((string component, Expr next) in program.Components.Zip(program.Next, (c, n) => (c, n)))
        {
            writer.Line($"//   {component} <- {FormulaPrinter.Print(next)}");
        }
    }
}
