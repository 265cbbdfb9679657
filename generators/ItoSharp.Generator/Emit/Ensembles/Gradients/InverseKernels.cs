using System.Globalization;
using ItoSharp.Symbolics;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>The loops that undo steps, from the last to the first, and leave the states before them; reversible programs are in double.</summary>
internal sealed class InverseKernels
{
    readonly SourceWriter writer;
    readonly StepProgram inverse;
    readonly EnsembleNaming naming;
    readonly EnsembleKernels frame;

    public InverseKernels(SourceWriter writer, StepProgram inverse, EnsembleNaming naming, EnsembleKernels frame) =>
        (this.writer, this.inverse, this.naming, this.frame) = (writer, inverse, naming, frame);

    /// <param name="growth">What a step back multiplies rounding errors by.</param>
    public void Write(double growth)
    {
        writer.Line();
        writer.Line($"public override double Growth => {growth.ToString("R", CultureInfo.InvariantCulture)};");
        frame.Dispatch(
            "Retreat",
            "ref double state, ref readonly double normals, ref readonly double constants, ref readonly double table, int steps, ref double tape",
            "ref state, in normals, in constants, in table, steps, ref tape"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            Retreat(new LaneText(target, LaneFormat.Double), EnsembleKernels.Width(target));
        }
    }

    string N(string name) => naming.Free(name);

    void Retreat(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Retreat{width}(ref double {N("state")}, ref readonly double {N("normals")}, ref readonly double {N("constants")}, ref readonly double {N("table")}, int {N("steps")}, ref double {N("tape")})";
        using (writer.Block(head))
        {
            var read = new HashSet<string>(Read(inverse.Local.Select(l => l.Item2).Concat(inverse.Next)), StringComparer.Ordinal);
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            string[] timed = naming.Timed.Where(read.Contains).ToArray();
            string[] normals = inverse.Names.Normals.Where(read.Contains).ToArray();
            frame.Reference("constants", "values", constants.Length > 0);
            frame.Reference("normals", "noises", normals.Length > 0);
            frame.Reference("table", "rows", timed.Length > 0);
            frame.Constants(text, constants);
            frame.State(text);
            string step = N("step");
            using (writer.Block($"for (int {step} = {N("steps")} - 1; {step} >= 0; {step}--)"))
            {
                Inputs(text, timed, normals);
                frame.Lets(text, inverse.Local);
                Settle(text);
            }

            frame.Store(text);
        }
    }

    /// <summary>What one step reads: its row of the table, its normals.</summary>
    void Inputs(LaneText text, string[] timed, string[] normals)
    {
        if (timed.Length > 0)
        {
            writer.Line($"ref double {N("row")} = ref Unsafe.Add(ref {N("rows")}, {N("step")} * {Text(naming.Timed.Count)});");
            foreach (string column in timed)
            {
                writer.Line($"var {column} = {Broadcast(text, $"Unsafe.Add(ref {N("row")}, {Text(naming.TimedIndex(column))})")};");
            }
        }

        if (normals.Length > 0)
        {
            int stride = inverse.Normals.Count * text.Lanes;
            writer.Line($"ref double {N("noise")} = ref Unsafe.Add(ref {N("noises")}, {N("step")} * {Text(stride)});");
            string[] all = inverse.Names.Normals.ToArray();
            foreach (string normal in normals)
            {
                writer.Line($"var {normal} = {Load(text, N("noise"), Array.IndexOf(all, normal) * text.Lanes)};");
            }
        }
    }

    /// <summary>Puts the state before the step in the place of that after it, and on the tape.</summary>
    void Settle(LaneText text)
    {
        string[] components = inverse.Components.ToArray();
        Expr[] before = inverse.Next.ToArray();
        for (int i = 0; i < components.Length; i++)
        {
            writer.Line($"var {N("old_" + components[i])} = {text.Print(LaneLowering.Lower(before[i]))};");
        }

        writer.Line(
            $"ref double {N("slot")} = ref Unsafe.Add(ref {N("tape")}, {N("step")} * {Text(components.Length * text.Lanes)});"
        );
        for (int i = 0; i < components.Length; i++)
        {
            writer.Line($"{Name(components[i])} = {N("old_" + components[i])};");
            frame.Save(text, N("slot"), i * text.Lanes, Name(components[i]));
        }
    }
}
