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
    readonly RecordedStep recorded;

    public InverseKernels(SourceWriter writer, StepProgram inverse, EnsembleNaming naming, EnsembleKernels frame) =>
        (this.writer, this.inverse, this.naming, this.frame, recorded) = (
            writer,
            inverse,
            naming,
            frame,
            new RecordedStep(writer, inverse, naming, "double")
        );

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
            frame.Reference("constants", "values", constants.Length > 0);
            frame.Reference("normals", "noises", inverse.Names.Normals.Any(read.Contains));
            frame.Reference("table", "rows", naming.Timed.Any(read.Contains));
            frame.Constants(text, constants);
            frame.State(text);
            string step = N("step");
            using (writer.Block($"for (int {step} = {N("steps")} - 1; {step} >= 0; {step}--)"))
            {
                recorded.Timed(text, read);
                recorded.Normals(text, read);
                frame.Lets(text, inverse.Local);
                Settle(text);
            }

            frame.Store(text);
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

        writer.Line($"ref double {N("slot")} = ref Unsafe.Add(ref {N("tape")}, {N("step")} * {Text(components.Length * text.Lanes)});");
        for (int i = 0; i < components.Length; i++)
        {
            writer.Line($"{Name(components[i])} = {N("old_" + components[i])};");
            frame.Save(text, N("slot"), i * text.Lanes, Name(components[i]));
        }
    }
}
