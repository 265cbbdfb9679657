using System.Globalization;
using ItoSharp.Symbolics;

namespace ItoSharp.Generator.Emit;

/// <summary>Prints a straight-line program of the core, and its pull-back, as two static methods over the nodes.</summary>
internal static class ProgramPrinter
{
    const string Nodes = "global::System.ReadOnlySpan<global::ItoSharp.ProcessPoint> nodes";

    /// <summary>The parameter of formulas with a noise level or a damping.</summary>
    public const string Level = "double level";

    /// <summary>The parameter of formulas with integrals over the step.</summary>
    public const string Integrals = "global::System.ReadOnlySpan<double> integrals";

    /// <summary>Writes <paramref name="name"/>(nodes, level or integrals, row); entry i of the row is output i's place in it.</summary>
    public static void Values(
        SourceWriter writer,
        string name,
        Program program,
        string[] summary,
        IReadOnlyList<int> places,
        bool integrals = false
    )
    {
        writer.Line();
        writer.Doc("summary", summary);
        using (writer.Block($"private static void {name}({Nodes}, {(integrals ? Integrals : Level)}, global::System.Span<double> row)"))
        {
            Inputs(writer, program, program.Inputs.Select(input => input.Item1));
            Lets(writer, program.Lets);
            int i = 0;
            foreach (string output in program.Outputs)
            {
                writer.Line($"row[{Text(places[i++])}] = {output};");
            }
        }
    }

    /// <summary>Writes <paramref name="name"/>PullBack(nodes, level or integrals, row, cotangents), which returns the cotangent of the level.</summary>
    public static void PullBack(SourceWriter writer, string name, Program program, IReadOnlyList<int> places, bool integrals = false)
    {
        string more = integrals ? ", global::System.Span<double> integralCotangents" : "";
        Reverse reverse = ProgramModule.Reverse(program);
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (Tuple<string, Expr> let in reverse.Lets)
        {
            used.UnionWith(ExprModule.Variables(let.Item2));
        }

        // Only the forward values that some slope needs are computed again.
        var forward = new List<Tuple<string, Expr>>();
        foreach (Tuple<string, Expr> let in reverse.Forward.Reverse())
        {
            if (used.Contains(let.Item1))
            {
                forward.Insert(0, let);
                used.UnionWith(ExprModule.Variables(let.Item2));
            }
        }

        writer.Line();
        writer.Doc(
            "summary",
            $"Adds the pull-back of <see cref=\"{name}\"/> to the nodes' cotangents and returns that of the level; a name ending in Bar is the",
            "cotangent of that value."
        );
        using (
            writer.Block(
                $"private static double {name}PullBack({Nodes}, {(integrals ? Integrals : Level)}, global::System.ReadOnlySpan<double> row, global::System.Span<global::ItoSharp.ProcessPoint> cotangents{more})"
            )
        )
        {
            Inputs(writer, program, program.Inputs.Select(input => input.Item1).Where(used.Contains));
            Lets(writer, forward);
            int i = 0;
            foreach (string seed in reverse.Seeds)
            {
                writer.Line($"double {seed} = row[{Text(places[i++])}];");
            }

            Lets(writer, reverse.Lets);
            foreach (
                IGrouping<int, Tuple<ProgramInput, string>> node in reverse
                    .Gradient.Where(pair => pair.Item1 is ProgramInput.Node)
                    .GroupBy(pair => ((ProgramInput.Node)pair.Item1).index)
            )
            {
                string index = Text(node.Key);
                string fields = string.Join(
                    ", ",
                    node.Select(pair => $"{Field(pair.Item1)} = cotangents[{index}].{Field(pair.Item1)} + {pair.Item2}")
                );
                writer.Line($"cotangents[{index}] = cotangents[{index}] with {{ {fields} }};");
            }

            foreach (Tuple<ProgramInput, string> pair in reverse.Gradient)
            {
                if (pair.Item1 is ProgramInput.Quadrature quadrature)
                {
                    writer.Line($"integralCotangents[{Text(quadrature.index)}] += {pair.Item2};");
                }
            }

            string? level = reverse.Gradient.FirstOrDefault(pair => pair.Item1.IsLevel)?.Item2;
            writer.Line($"return {level ?? "0"};");
        }
    }

    static void Inputs(SourceWriter writer, Program program, IEnumerable<string> names)
    {
        var wanted = new HashSet<string>(names, StringComparer.Ordinal);
        foreach (Tuple<string, ProgramInput> input in program.Inputs)
        {
            if (wanted.Contains(input.Item1))
            {
                string value = input.Item2 switch
                {
                    ProgramInput.Node node => $"nodes[{Text(node.index)}].{Field(node)}",
                    ProgramInput.Quadrature quadrature => $"integrals[{Text(quadrature.index)}]",
                    _ => "level",
                };
                writer.Line($"double {input.Item1} = {value};");
            }
        }
    }

    static void Lets(SourceWriter writer, IEnumerable<Tuple<string, Expr>> lets)
    {
        foreach (Tuple<string, Expr> let in lets)
        {
            writer.Line($"double {let.Item1} = {CSharpPrinter.Print(let.Item2)};");
        }
    }

    static string Field(ProgramInput input) =>
        input is ProgramInput.Node node
            ? node.field.Tag switch
            {
                NodeField.Tags.Alpha => "Alpha",
                NodeField.Tags.Sigma => "Sigma",
                NodeField.Tags.Lambda => "Lambda",
                NodeField.Tags.Time => "Time",
                NodeField.Tags.AlphaRate => "AlphaRate",
                _ => "SigmaRate",
            }
            : throw new InvalidOperationException("a level has no field");

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
