using System.Globalization;
using ItoSharp.Generator.Models;
using ItoSharp.Symbolics;
using Microsoft.FSharp.Collections;

namespace ItoSharp.Generator.Emit;

/// <summary>
/// The loops over the steps of a group of paths, once for every width from the same operations: flat code of intrinsics, which the JIT
/// keeps in registers.
/// </summary>
internal sealed class EnsembleKernels
{
    // More than these would not stay in registers anyway; they are read where they are used.
    internal const int MostHeldConstants = 16;

    readonly SourceWriter writer;
    readonly EnsembleModel model;
    readonly StepProgram program;
    readonly EnsembleNaming naming;
    readonly LaneFormat format;
    readonly string element;

    public EnsembleKernels(SourceWriter writer, EnsembleModel model, StepProgram program, EnsembleNaming naming)
    {
        (this.writer, this.model, this.program, this.naming) = (writer, model, program, naming);
        format = model.IsSingle ? LaneFormat.Single : LaneFormat.Double;
        element = model.IsSingle ? "float" : "double";
    }

    /// <summary>The steps of equal length.</summary>
    public void WriteAdvance()
    {
        Dispatch(
            "Advance",
            $"ref {element} state, ref readonly {element} normals, ref readonly {element} constants, ref readonly {element} table, int firstStep, int steps",
            "ref state, in normals, in constants, in table, firstStep, steps"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            Advance(new LaneText(target, format), Width(target), false);
        }
    }

    /// <summary>Observables, and stops at the start.</summary>
    public void WriteObservations()
    {
        Dispatch(
            "Observe",
            $"ref readonly {element} state, ref readonly {element} constants, {element} time, ref {element} observed",
            "in state, in constants, time, ref observed"
        );
        Dispatch("StopAtStart", $"ref {element} state, ref readonly {element} constants, {element} time", "ref state, in constants, time");
        foreach (LaneTarget target in LaneTargets.All)
        {
            var text = new LaneText(target, format);
            Observe(text, Width(target));
            StopAtStart(text, Width(target));
        }
    }

    public static string Width(LaneTarget target) => target.Bits() == 0 ? "Scalar" : Text(target.Bits());

    /// <summary>The method that chooses the width; one that returns a value does so in every case.</summary>
    public void Dispatch(string name, string parameters, string arguments, string returns = "void", string modifiers = "public override")
    {
        writer.Line();
        using (writer.Block($"{modifiers} {returns} {name}(global::ItoSharp.LaneWidth width, {parameters})"))
        {
            using (writer.Block("switch (width)"))
            {
                foreach (LaneTarget target in Enumerable.Reverse(LaneTargets.All))
                {
                    string label = target.Bits() == 0 ? "default:" : $"case global::ItoSharp.LaneWidth.Vector{Text(target.Bits())}:";
                    writer.Line(label);
                    using (writer.Indent())
                    {
                        string call = $"{name}{Width(target)}({arguments});";
                        writer.Line(returns == "void" ? call : "return " + call);
                        if (returns == "void")
                        {
                            writer.Line("break;");
                        }
                    }
                }
            }
        }
    }

    /// <summary>The names of the frame, in the spelling that is free.</summary>
    internal string N(string name) => naming.Free(name);

    internal int Components => program.Components.Length;

    /// <summary>The same steps, which keep the state before each of them: rows on rows, as wide as the group.</summary>
    public void Record()
    {
        Dispatch(
            "Record",
            $"ref {element} state, ref readonly {element} normals, ref readonly {element} constants, ref readonly {element} table, int firstStep, int steps, ref {element} tape",
            "ref state, in normals, in constants, in table, firstStep, steps, ref tape"
        );
        foreach (LaneTarget target in LaneTargets.All)
        {
            Advance(new LaneText(target, format), Width(target), true);
        }
    }

    void Advance(LaneText text, string width, bool records)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string tape = records ? $", ref {element} {N("tape")}" : "";
        string head =
            $"static void {(records ? "Record" : "Advance")}{width}(ref {element} {N("state")}, ref readonly {element} {N("normals")}, ref readonly {element} {N("constants")}, ref readonly {element} {N("table")}, int {N("firstStep")}, int {N("steps")}{tape})";
        using (writer.Block(head))
        {
            int normals = program.Normals.Count;
            string[] read = Read(program.Local.Select(l => l.Item2).Concat(program.Next).Concat(program.After)).ToArray();
            string[] constants = naming.Constants.Where(read.Contains).ToArray();
            bool held = constants.Length <= MostHeldConstants;
            Reference("constants", "values", constants.Length > 0);
            Reference("normals", "noise", normals > 0);
            Reference("table", "row", naming.Timed.Count > 0);
            if (held)
            {
                Constants(text, constants);
            }

            State(text);
            string step = N("step");
            using (writer.Block($"for (int {step} = 0; {step} < {N("steps")}; {step}++)"))
            {
                if (records)
                {
                    Keep(text);
                }

                Dictionary<string, string> loads = Loads(text, held ? [] : constants, read);
                foreach (Tuple<string, Expr> let in program.Local)
                {
                    Load(loads, [let.Item2]);
                    Lets(text, [let]);
                }

                Load(loads, program.Next.Concat(program.After));
                Settle(text);
                if (normals > 0)
                {
                    writer.Line($"{N("noise")} = ref Unsafe.Add(ref {N("noise")}, {Text(normals * text.Lanes)});");
                }

                if (naming.Timed.Count > 0)
                {
                    writer.Line($"{N("row")} = ref Unsafe.Add(ref {N("row")}, {Text(naming.Timed.Count)});");
                }
            }

            Store(text);
        }
    }

    /// <summary>
    /// What a step reads from memory, by name. It is read where it is first used: a value that waits in a register for its use is a
    /// register less for others, and the JIT spills what it could read again.
    /// </summary>
    Dictionary<string, string> Loads(LaneText text, string[] constants, string[] read)
    {
        var loads = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string constant in constants)
        {
            loads.Add(constant, Broadcast(text, $"Unsafe.Add(ref {N("values")}, {Text(naming.Index(constant))})"));
        }

        for (int i = 0; i < naming.Timed.Count; i++)
        {
            loads.Add(naming.Timed[i], Broadcast(text, $"Unsafe.Add(ref {N("row")}, {Text(i)})"));
        }

        for (int i = 0; i < program.Normals.Count; i++)
        {
            if (read.Contains(program.Names.Normals[i]))
            {
                loads.Add(program.Names.Normals[i], Load(text, N("noise"), i * text.Lanes));
            }
        }

        return loads;
    }

    /// <summary>Reads what formulas need and nothing has read yet.</summary>
    void Load(Dictionary<string, string> loads, IEnumerable<Expr> formulas)
    {
        foreach (string name in Read(formulas))
        {
            if (loads.TryGetValue(name, out string? load))
            {
                writer.Line($"var {Name(name)} = {load};");
                loads.Remove(name);
            }
        }
    }

    /// <summary>Puts the new values in the place of the old ones; where a stop held they stay.</summary>
    void Settle(LaneText text)
    {
        Lane[] next = program.Next.Select(LaneLowering.Lower).ToArray();
        string[] components = program.Components.ToArray();
        if (model.Stops.Count == 0)
        {
            bool crossed = next.Length > 1 && program.Next.Any(e => ExprModule.Variables(e).Any(v => components.Contains(v)));
            for (int i = 0; i < next.Length; i++)
            {
                string target = crossed ? "var " + N("new_" + components[i]) : Name(components[i]);
                string value = text.Print(next[i]);

                // A component that nothing moves.
                if (value != target)
                {
                    writer.Line($"{target} = {value};");
                }
            }

            for (int i = 0; crossed && i < next.Length; i++)
            {
                writer.Line($"{Name(components[i])} = {N("new_" + components[i])};");
            }

            return;
        }

        string running = N("running");
        writer.Line($"var {running} = {text.Print(StopLanes.Running(naming))};");
        string number = N("number");
        writer.Line($"var {number} = {Broadcast(text, $"({element})({N("firstStep")} + {N("step")} + 1)")};");
        for (int i = 0; i < naming.Stops.Count; i++)
        {
            LaneMask reached = LaneMask.NewBoth(LaneMask.NewTruth(running), StopLanes.Holds(program, i));
            Lane stop = Lane.NewSelect(reached, Lane.NewValue(number), Lane.NewValue(naming.Stops[i]));
            writer.Line($"{naming.Stops[i]} = {text.Print(stop)};");
        }

        for (int i = 0; i < next.Length; i++)
        {
            Lane moved = Lane.NewSelect(LaneMask.NewTruth(running), next[i], Lane.NewValue(components[i]));
            writer.Line($"{Name(components[i])} = {text.Print(moved)};");
        }
    }

    void Observe(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void Observe{width}(ref readonly {element} {N("states")}, ref readonly {element} {N("constants")}, {element} {N("time")}, ref {element} {N("observed")})";
        using (writer.Block(head))
        {
            if (model.Observables.Count == 0)
            {
                return;
            }

            Expr[] formulas = model.Observables.Select(o => o.Formula).ToArray();
            string[] read = Read(formulas).ToArray();
            writer.Line($"ref {element} {N("state")} = ref Unsafe.AsRef(in {N("states")});");
            Inputs(text, read);
            Flags(text, read);
            Tuple<FSharpList<Tuple<string, Expr>>, FSharpList<Tuple<string, Expr>>> shared = Cse.ShareWith(
                N("shared"),
                ListModule.OfSeq(formulas.Select((f, i) => Tuple.Create("output " + Text(i), f)))
            );
            Lets(text, shared.Item1);
            int row = 0;
            foreach (Tuple<string, Expr> output in shared.Item2)
            {
                Save(text, N("observed"), Row(row++), text.Print(LaneLowering.Lower(output.Item2)));
            }
        }
    }

    /// <summary>What formulas ask about stops.</summary>
    internal void Flags(LaneText text, ICollection<string> read)
    {
        for (int i = 0; i < model.Stops.Count; i++)
        {
            if (read.Contains(model.Stops[i].Flag))
            {
                writer.Line($"var {naming.Stops[i]} = {Load(text, N("state"), Row(Components + i))};");
                writer.Line($"var {model.Stops[i].Flag} = {text.Print(StopLanes.Flag(naming.Stops[i]))};");
            }
        }
    }

    void StopAtStart(LaneText text, string width)
    {
        writer.Line();
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        string head =
            $"static void StopAtStart{width}(ref {element} {N("state")}, ref readonly {element} {N("constants")}, {element} {N("time")})";
        using (writer.Block(head))
        {
            if (model.Stops.Count == 0)
            {
                return;
            }

            Inputs(text, Read(model.Stops.Select(s => s.Indicator)).ToArray());
            for (int i = 0; i < model.Stops.Count; i++)
            {
                Save(text, N("state"), Row(Components + i), text.Print(StopLanes.AtStart(model.Stops[i])));
            }
        }
    }

    /// <summary>Components, constants and time as far as they are read.</summary>
    internal void Inputs(LaneText text, ICollection<string> read)
    {
        string[] constants = naming.Constants.Where(read.Contains).ToArray();
        Reference("constants", "values", constants.Length > 0);
        Constants(text, constants);
        for (int i = 0; i < Components; i++)
        {
            if (read.Contains(program.Components[i]))
            {
                writer.Line($"var {Name(program.Components[i])} = {Load(text, N("state"), Row(i))};");
            }
        }

        if (read.Contains("t"))
        {
            writer.Line($"var t = {Broadcast(text, N("time"))};");
        }
    }

    internal void Reference(string from, string name, bool needed)
    {
        if (needed)
        {
            writer.Line($"ref {element} {N(name)} = ref Unsafe.AsRef(in {N(from)});");
        }
    }

    internal void Constants(LaneText text, string[] constants)
    {
        foreach (string constant in constants)
        {
            writer.Line($"var {Name(constant)} = {Broadcast(text, $"Unsafe.Add(ref {N("values")}, {Text(naming.Index(constant))})")};");
        }
    }

    internal void State(LaneText text)
    {
        int row = 0;
        foreach (string name in program.Components.Concat(naming.Stops))
        {
            writer.Line($"var {Name(name)} = {Load(text, N("state"), Row(row++))};");
        }
    }

    internal void Store(LaneText text)
    {
        int row = 0;
        foreach (string name in program.Components.Concat(naming.Stops))
        {
            Save(text, N("state"), Row(row++), Name(name));
        }
    }

    /// <summary>Puts the state on the tape.</summary>
    void Keep(LaneText text)
    {
        int row = 0;
        foreach (string name in program.Components.Concat(naming.Stops))
        {
            Save(text, N("tape"), text.Lanes * row++, Name(name));
        }

        writer.Line($"{N("tape")} = ref Unsafe.Add(ref {N("tape")}, {Text(text.Lanes * row)});");
    }

    internal void Lets(LaneText text, IEnumerable<Tuple<string, Expr>> lets)
    {
        foreach (Tuple<string, Expr> let in lets)
        {
            writer.Line($"var {Name(let.Item1)} = {text.Print(LaneLowering.Lower(let.Item2))};");
        }
    }

    internal static string Load(LaneText text, string reference, int offset) =>
        text.Lanes == 1 ? $"Unsafe.Add(ref {reference}, {Text(offset)})"
        : offset == 0 ? $"{text.Vector}.LoadUnsafe(ref {reference})"
        : $"{text.Vector}.LoadUnsafe(ref {reference}, {Text(offset)})";

    internal void Save(LaneText text, string reference, int offset, string value) =>
        writer.Line(
            text.Lanes == 1 ? $"Unsafe.Add(ref {reference}, {Text(offset)}) = {value};"
            : offset == 0 ? $"{text.Vector}.StoreUnsafe({value}, ref {reference});"
            : $"{text.Vector}.StoreUnsafe({value}, ref {reference}, {Text(offset)});"
        );

    internal static string Broadcast(LaneText text, string value) => text.Lanes == 1 ? value : $"{text.Vector}.Create({value})";

    internal static IEnumerable<string> Read(IEnumerable<Expr> formulas) =>
        formulas.SelectMany(e => ExprModule.Variables(e)).Distinct(StringComparer.Ordinal);

    internal static string Name(string name) => CSharpPrinter.identifier(name);

    internal static int Row(int index) => index * 4096;

    internal static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
