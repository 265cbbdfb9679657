using ItoSharp.Symbolics;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>What the code of one step of several reads by the step's number: its row of the table, its normals, its state on a tape.</summary>
internal sealed class RecordedStep(SourceWriter writer, StepProgram program, EnsembleNaming naming, string element)
{
    string N(string name) => naming.Free(name);

    /// <summary>Timed values, in lanes.</summary>
    public void Timed(LaneText text, ICollection<string> read)
    {
        string[] timed = naming.Timed.Where(read.Contains).ToArray();
        if (timed.Length == 0)
        {
            return;
        }

        writer.Line($"ref {element} {N("row")} = ref Unsafe.Add(ref {N("rows")}, {N("step")} * {Text(naming.Timed.Count)});");
        foreach (string column in timed)
        {
            writer.Line($"var {column} = {Broadcast(text, $"Unsafe.Add(ref {N("row")}, {Text(naming.TimedIndex(column))})")};");
        }
    }

    /// <summary>Normals.</summary>
    public void Normals(LaneText text, ICollection<string> read)
    {
        string[] all = program.Names.Normals.ToArray();
        if (!all.Any(read.Contains))
        {
            return;
        }

        writer.Line($"ref {element} {N("noise")} = ref Unsafe.Add(ref {N("noises")}, {N("step")} * {Text(all.Length * text.Lanes)});");
        for (int i = 0; i < all.Length; i++)
        {
            if (read.Contains(all[i]))
            {
                writer.Line($"var {all[i]} = {Load(text, N("noise"), i * text.Lanes)};");
            }
        }
    }

    /// <summary>Components and the numbers at which stops held.</summary>
    public void State(LaneText text, ICollection<string> read)
    {
        string[] rows = program.Components.Concat(naming.Stops).ToArray();
        if (!rows.Any(r => read.Contains(r) || naming.Stops.Contains(r)))
        {
            return;
        }

        writer.Line($"ref {element} {N("state")} = ref Unsafe.Add(ref {N("states")}, {N("step")} * {Text(rows.Length * text.Lanes)});");
        for (int i = 0; i < rows.Length; i++)
        {
            if (read.Contains(rows[i]) || naming.Stops.Contains(rows[i]))
            {
                writer.Line($"var {Name(rows[i])} = {Load(text, N("state"), i * text.Lanes)};");
            }
        }
    }
}
