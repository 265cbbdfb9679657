using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;
using static ItoSharp.Generator.Emit.EnsembleKernels;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The loops over steps of equal length, once for every width from the same operations: flat code of intrinsics, which the JIT keeps in
/// registers.
/// </summary>
internal sealed class StepLoop
{
    // More than these would not stay in registers anyway; they are read where they are used.
    internal const int MostHeldConstants = 16;

    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly EnsembleKernels frame;
    readonly LaneFormat format;
    readonly string element;
    readonly string[] read;
    readonly Tuple<string, Lane>[] lets;
    readonly Lane[] next;

    public StepLoop(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming, EnsembleKernels frame)
    {
        (this.writer, this.model, this.program, this.naming, this.frame) = (writer, model, program, naming, frame);
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
        read = Read(program.Local.Select(l => l.Item2).Concat(program.Next).Concat(program.After)).ToArray();
        FSharpList<Lane> outcomes = ListModule.OfSeq(program.Next.Select(LaneLowering.Lower));
        FSharpList<Tuple<string, Lane>> ordered = LaneOrder.ByDemand(
            ListModule.OfSeq(program.Local.Select(l => Tuple.Create(l.Item1, LaneLowering.Lower(l.Item2)))),
            outcomes,
            ListModule.OfSeq(Read(program.After))
        );
        int partials = 0;
        (FSharpList<Tuple<string, Lane>> all, FSharpList<Lane> outputs) = LaneSums.AsTheyCome(
            () => N("partial" + Text(partials++)),
            ordered,
            outcomes
        );
        (lets, next) = (all.ToArray(), outputs.ToArray());
    }

    /// <summary>The steps of one group, and of several at once.</summary>
    public void WriteAdvance()
    {
        frame.Dispatch(
            "Advance",
            $"ref {element} state, ref readonly {element} normals, ref readonly {element} constants, ref readonly {element} table, int firstStep, int steps",
            "ref state, in normals, in constants, in table, firstStep, steps"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            Advance([new LaneText(target, format)], Width(target), false);
        }

        Groups("Advance", "GroupsInFlight", GroupsInFlight.Most, "", "");
    }

    /// <summary>The same steps, which keep the state before each of them: rows on rows, as wide as the group.</summary>
    public void WriteRecord()
    {
        frame.Dispatch(
            "Record",
            $"ref {element} state, ref readonly {element} normals, ref readonly {element} constants, ref readonly {element} table, int firstStep, int steps, ref {element} tape",
            "ref state, in normals, in constants, in table, firstStep, steps, ref tape"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            Advance([new LaneText(target, format)], Width(target), true);
        }

        // What more of them write does not stay in the first cache until it is read back.
        Groups("Record", "GroupsRecorded", 2, $", ref {element} tape, int tapeApart", ", ref tape, tapeApart");
    }

    /// <summary>
    /// The same for several groups at once, at the widths where that is faster: the number of groups, the method that chooses the width, and
    /// a loop for each.
    /// </summary>
    void Groups(string name, string count, int most, string moreParameters, string moreArguments)
    {
        (LaneTarget Target, int Groups)[] several =
        [
            .. LaneTargets.All.Select(t => (t, Math.Min(most, GroupsInFlight.Count(program, naming, t)))).Where(t => t.Item2 > 1).Reverse(),
        ];
        if (several.Length == 0)
        {
            return;
        }

        writer.Line();
        writer.Line($"public override int {count}(global::ItoSharp.LaneWidth width) =>");
        using (writer.Indent())
        {
            using (writer.Block("width switch", ";"))
            {
                foreach ((LaneTarget target, int groups) in several)
                {
                    writer.Line($"global::ItoSharp.LaneWidth.Vector{Text(target.Bits())} => {Text(groups)},");
                }

                writer.Line("_ => 1,");
            }
        }

        string arguments = "ref state, in normals, apart, in constants, in table, firstStep, steps" + moreArguments;
        string parameters =
            $"ref {element} state, ref readonly {element} normals, int apart, ref readonly {element} constants, ref readonly {element} table, int firstStep, int steps{moreParameters}";
        writer.Line();
        using (writer.Block($"public override void {name}Groups(global::ItoSharp.LaneWidth width, {parameters})"))
        {
            using (writer.Block("switch (width)"))
            {
                foreach ((LaneTarget target, int _) in several)
                {
                    writer.Line($"case global::ItoSharp.LaneWidth.Vector{Text(target.Bits())}:");
                    using (writer.Indent())
                    {
                        writer.Line($"{name}Groups{Width(target)}({arguments});").Line("break;");
                    }
                }

                writer.Line("default:");
                using (writer.Indent())
                {
                    writer.Line($"base.{name}Groups(width, {arguments});").Line("break;");
                }
            }
        }

        foreach ((LaneTarget target, int groups) in several)
        {
            var first = new LaneText(target, format);
            Advance(
                [.. Enumerable.Range(0, groups).Select(g => GroupsInFlight.Text(first, format, g, program, naming))],
                Width(target),
                name == "Record"
            );
        }
    }

    /// <summary>The loop over steps, of as many groups as there are texts.</summary>
    void Advance(LaneText[] groups, string width, bool records)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        bool together = groups.Length > 1;
        string name = (records ? "Record" : "Advance") + (together ? "Groups" : "");
        string apart = together ? $"int {N("apart")}, " : "";
        string tape = records ? $", ref {element} {N("tape")}" + (together ? $", int {N("tapeApart")}" : "") : "";
        string head =
            $"static void {name}{width}(ref {element} {N("state")}, ref readonly {element} {N("normals")}, {apart}ref readonly {element} {N("constants")}, ref readonly {element} {N("table")}, int {N("firstStep")}, int {N("steps")}{tape})";
        using (writer.Block(head))
        {
            int normals = program.Normals.Count;
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            bool held = constants.Length <= MostHeldConstants;
            frame.Reference("constants", "values", constants.Length > 0);
            Noise(groups);
            Tapes(records ? groups : []);
            Rows(groups);
            if (held)
            {
                frame.Constants(groups[0], constants);
            }

            for (int g = 0; g < groups.Length; g++)
            {
                frame.State(groups[g], g);
            }

            string step = N("step");
            using (writer.Block($"for (int {step} = 0; {step} < {N("steps")}; {step}++)"))
            {
                Dictionary<string, string> shared = SharedLoads(groups[0], held ? [] : constants);
                foreach (LaneText group in groups)
                {
                    Step(group, shared, records);
                }

                foreach (LaneText group in normals > 0 ? groups : [])
                {
                    string noise = group.Name(N("noise"));
                    writer.Line($"{noise} = ref Unsafe.Add(ref {noise}, {Text(normals * group.Lanes)});");
                }

                foreach (LaneText group in naming.Timed.Count > 0 ? groups : [])
                {
                    string row = group.Name(N("row"));
                    writer.Line($"{row} = ref Unsafe.Add(ref {row}, {Text(naming.Timed.Count)});");
                }
            }

            for (int g = 0; g < groups.Length; g++)
            {
                frame.Store(groups[g], g);
            }
        }
    }

    /// <summary>The normals of each group.</summary>
    void Noise(LaneText[] groups)
    {
        if (program.Normals.Count == 0)
        {
            return;
        }

        frame.Reference("normals", "noise", true);
        Apart(groups, "noise", "apart");
    }

    /// <summary>The tape of each group.</summary>
    void Tapes(LaneText[] groups) => Apart(groups, "tape", "tapeApart");

    /// <summary>What the groups behind the first have as it has.</summary>
    void Apart(LaneText[] groups, string reference, string apart)
    {
        for (int g = 1; g < groups.Length; g++)
        {
            string offset = g == 1 ? N(apart) : $"{Text(g)} * {N(apart)}";
            writer.Line($"ref {element} {groups[g].Name(N(reference))} = ref Unsafe.Add(ref {N(reference)}, {offset});");
        }
    }

    /// <summary>
    /// The row of the step, to each group its own reference: what one group has read the JIT would keep for the next, on the stack.
    /// </summary>
    void Rows(LaneText[] groups)
    {
        foreach (LaneText group in naming.Timed.Count > 0 ? groups : [])
        {
            writer.Line($"ref {element} {group.Name(N("row"))} = ref Unsafe.AsRef(in {N("table")});");
        }
    }

    /// <summary>One step of one group.</summary>
    void Step(LaneText text, Dictionary<string, string> shared, bool records)
    {
        if (records)
        {
            Keep(text);
        }

        Dictionary<string, string> loads = OwnLoads(text);
        foreach (Tuple<string, Lane> let in lets)
        {
            string[] values = LaneValues.All(let.Item2).ToArray();
            ReadFirst(text, shared, values);
            ReadFirst(text, loads, values);
            writer.Line($"var {text.Name(let.Item1)} = {text.Print(let.Item2)};");
        }

        string[] last = next.SelectMany(LaneValues.All).Concat(Read(program.After)).ToArray();
        ReadFirst(text, shared, last);
        ReadFirst(text, loads, last);
        Settle(text);
    }

    /// <summary>
    /// What a step reads from memory, by name. It is read where it is first used: a value that waits in a register for its use is a
    /// register less for others, and the JIT spills what it could read again.
    /// </summary>
    Dictionary<string, string> SharedLoads(LaneText text, string[] constants)
    {
        var loads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string constant in constants)
        {
            loads.Add(constant, Broadcast(text, $"Unsafe.Add(ref {N("values")}, {Text(naming.Index(constant))})"));
        }

        return loads;
    }

    /// <summary>The same of what each group reads for itself: the row and its normals.</summary>
    Dictionary<string, string> OwnLoads(LaneText text)
    {
        var loads = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < naming.Timed.Count; i++)
        {
            loads.Add(naming.Timed[i], Broadcast(text, $"Unsafe.Add(ref {text.Name(N("row"))}, {Text(i)})"));
        }

        for (int i = 0; i < program.Normals.Count; i++)
        {
            if (read.Contains(program.Names.Normals[i]))
            {
                loads.Add(program.Names.Normals[i], Load(text, text.Name(N("noise")), i * text.Lanes));
            }
        }

        return loads;
    }

    /// <summary>Reads what values need and nothing has read yet.</summary>
    void ReadFirst(LaneText text, Dictionary<string, string> loads, string[] values)
    {
        foreach (string name in values)
        {
            if (loads.TryGetValue(name, out string? load))
            {
                writer.Line($"var {text.Name(name)} = {load};");
                loads.Remove(name);
            }
        }
    }

    /// <summary>Puts the new values in the place of the old ones; where a stop held they stay.</summary>
    void Settle(LaneText text)
    {
        string[] components = program.Components.ToArray();
        if (model.Stops.Count == 0)
        {
            bool crossed = next.Length > 1 && program.Next.Any(e => ExprModule.Variables(e).Any(v => components.Contains(v)));
            for (int i = 0; i < next.Length; i++)
            {
                string target = crossed ? "var " + text.Name(N("new_" + components[i])) : text.Name(components[i]);
                string value = text.Print(next[i]);

                // A component that nothing moves.
                if (value != target)
                {
                    writer.Line($"{target} = {value};");
                }
            }

            for (int i = 0; crossed && i < next.Length; i++)
            {
                writer.Line($"{text.Name(components[i])} = {text.Name(N("new_" + components[i]))};");
            }

            return;
        }

        string running = N("running");
        writer.Line($"var {text.Name(running)} = {text.Print(StopLanes.Running(naming))};");
        string number = N("number");
        writer.Line($"var {text.Name(number)} = {Broadcast(text, $"({element})({N("firstStep")} + {N("step")} + 1)")};");
        for (int i = 0; i < naming.Stops.Count; i++)
        {
            LaneMask reached = LaneMask.NewBoth(LaneMask.NewTruth(running), StopLanes.Holds(program, i));
            Lane stop = Lane.NewSelect(reached, Lane.NewValue(number), Lane.NewValue(naming.Stops[i]));
            writer.Line($"{text.Name(naming.Stops[i])} = {text.Print(stop)};");
        }

        for (int i = 0; i < next.Length; i++)
        {
            Lane moved = Lane.NewSelect(LaneMask.NewTruth(running), next[i], Lane.NewValue(components[i]));
            writer.Line($"{text.Name(components[i])} = {text.Print(moved)};");
        }
    }

    /// <summary>Puts the state on the tape.</summary>
    void Keep(LaneText text)
    {
        int row = 0;
        string tape = text.Name(N("tape"));
        foreach (string name in program.Components.Concat(naming.Stops))
        {
            frame.Save(text, tape, text.Lanes * row++, text.Name(name));
        }

        writer.Line($"{tape} = ref Unsafe.Add(ref {tape}, {Text(text.Lanes * row)});");
    }

    string N(string name) => naming.Free(name);
}
